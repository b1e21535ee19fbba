import { fieldsOf, listOf, textOf } from './json-fields';

/** An RTSP connection. Up to v1.19.2 the auth hook gets its id instead of the session's (MediaMTX contract §1.6). */
export interface RtspConnection {
  readonly id: string;
  readonly remoteAddr: string;
  /** Id of its session; empty before v1.11.0 and without one. */
  readonly session: string;
}

/** Parses an item of `rtspconns/list`. */
export function rtspConnectionOf(value: unknown): RtspConnection {
  const item = fieldsOf(value);
  return {
    id: textOf(item['id']),
    remoteAddr: textOf(item['remoteAddr']),
    session: textOf(item['session']),
  };
}

/** Ids of the connections of an RTSP session: from the session (≥ v1.16.2), from the connections, or by their address. */
export function connectionIdsOf(
  session: { readonly id: string; readonly remoteAddr: string },
  value: unknown,
  connections: readonly RtspConnection[],
): readonly string[] {
  const listed = listOf(fieldsOf(value)['conns']).map(textOf);
  if (listed.length > 0) return listed;
  return connections
    .filter(({ session: of, remoteAddr }) => of === session.id || remoteAddr === session.remoteAddr)
    .map(({ id }) => id);
}
