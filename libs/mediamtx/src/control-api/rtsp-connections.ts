import { fieldsOf, listOf, textOf } from './json-fields';

/** An RTSP connection: up to v1.19.2 its id, and not the session's, is what the hook is told (MediaMTX contract §1.6). */
export interface RtspConnection {
  readonly id: string;
  readonly remoteAddr: string;
  /** Id of its session; empty before v1.11.0 and without one. */
  readonly session: string;
}

/** Reads an item of `rtspconns/list`. */
export function rtspConnectionOf(value: unknown): RtspConnection {
  const item = fieldsOf(value);
  return {
    id: textOf(item['id']),
    remoteAddr: textOf(item['remoteAddr']),
    session: textOf(item['session']),
  };
}

/** Ids of the connections of an RTSP session: as it tells (≥ v1.16.2), as they tell, or by their address. */
export function connectionIdsOf(
  session: { readonly id: string; readonly remoteAddr: string },
  value: unknown,
  connections: readonly RtspConnection[],
): readonly string[] {
  const told = listOf(fieldsOf(value)['conns']).map(textOf);
  if (told.length > 0) return told;
  return connections
    .filter(({ session: of, remoteAddr }) => of === session.id || remoteAddr === session.remoteAddr)
    .map(({ id }) => id);
}
