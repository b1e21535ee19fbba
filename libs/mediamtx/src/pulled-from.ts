import { type PathConfigItem } from './path-config';

/** Source that a path is pulled from, without user and password. */
export interface PulledFrom {
  readonly scheme: string;
  /** As in a URL, IPv6 in brackets; null: the name cannot be resolved. */
  readonly host: string | null;
  readonly port: number;
  /** As in a URL, with the query. */
  readonly path: string;
}

const SOURCE = /^([a-z]+):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*):(\d+)(\/.*)$/s;

/** Whether a path of the media server pulls from the source. */
export function pullsFrom({ values }: PathConfigItem, from: PulledFrom): boolean {
  const [, scheme, host, port, path] = SOURCE.exec(String(values['source'])) ?? [];
  const isSameHost = from.host === null || from.host === host;
  return isSameHost && scheme === from.scheme && Number(port) === from.port && path === from.path;
}
