import type { RtspMessage } from './rtsp-reader';

/** A parsed request. */
export interface RtspRequest {
  method: string;
  url: string;
  /** Path name without leading and trailing slashes. */
  path: string;
  /** Raw query, without its question mark. */
  query: string;
  /** Track part of the URL (`trackID=0`); empty for the whole stream. */
  control: string;
  header(name: string): string | undefined;
  body: string;
}

const CONTROL = /\/?((?:trackID|streamid|track|stream)=?\d+)\/?$/i;

/** Parses a request. Returns null if its first line is invalid. */
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
