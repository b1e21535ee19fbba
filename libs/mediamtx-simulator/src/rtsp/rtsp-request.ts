import type { RtspMessage } from './rtsp-reader';

/** A request, taken apart. */
export interface RtspRequest {
  method: string;
  url: string;
  /** Path name without slashes around it. */
  path: string;
  /** Raw query, without its question mark. */
  query: string;
  /** What stands behind the path and names one track (`trackID=0`); empty when the whole is meant. */
  control: string;
  header(name: string): string | undefined;
  body: string;
}

const CONTROL = /\/?((?:trackID|streamid|track|stream)=?\d+)\/?$/i;

/** Takes a request apart; null when its first line is none. */
export function parseRequest(message: RtspMessage): RtspRequest | null {
  const [method = '', url = '', version] = message.startLine.split(' ');
  const match = /^rtsps?:\/\/[^/]*(\/?.*)$/i.exec(url);
  if (version !== 'RTSP/1.0' || (!match && url !== '*')) return null;
  const whole = match?.[1] ?? '';
  const perTrack = method === 'SETUP';
  const control = perTrack ? (CONTROL.exec(whole)?.[1] ?? '') : '';
  const rest = control === '' ? whole : whole.replace(CONTROL, '');
  const question = rest.indexOf('?');
  const path = question < 0 ? rest : rest.slice(0, question);
  return {
    method,
    url,
    path: decode(path.replace(/^\//, '')),
    query: question < 0 ? '' : rest.slice(question + 1).replace(/\/$/, ''),
    control,
    header: (name) => message.headers.get(name)?.[0],
    body: message.body,
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
