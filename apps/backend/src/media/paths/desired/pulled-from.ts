import { type PathConfigItem } from '@ppf/mediamtx';

/** Where a path is pulled from, without who may see it. */
export interface PulledFrom {
  readonly scheme: string;
  /** As it stands in a URL; null: not known now. */
  readonly host: string | null;
  readonly port: number;
  /** As it stands in a URL, query included. */
  readonly path: string;
}

const SOURCE = /^([a-z]+):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*):(\d+)(\/.*)$/s;

/** Whether a path of the media server pulls from there. */
export function pullsFrom({ values }: PathConfigItem, from: PulledFrom): boolean {
  const [, scheme, host, port, path] = SOURCE.exec(String(values['source'])) ?? [];
  const sameHost = from.host === null || from.host === host;
  return sameHost && scheme === from.scheme && Number(port) === from.port && path === from.path;
}
