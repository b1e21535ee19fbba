import { countOf, fieldsOf, instantOf, textOf } from './json-fields';
import { connectionIdsOf, type RtspConnection } from './rtsp-connections';

/** Which of MediaMTX's servers a session belongs to. */
export const SESSION_KINDS = ['webrtc', 'rtsp', 'hls'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** A session, alike for all releases and servers (MediaMTX contract §4.2). Its query is left out: it holds tokens. */
export interface SessionItem {
  readonly kind: SessionKind;
  /** The `id` in the hook request: WHEP POST in all releases, RTSP ≥ v1.19.3, HLS ≥ v1.18.0. */
  readonly id: string;
  readonly created: Date | null;
  /** Address and port of the client. */
  readonly remoteAddr: string;
  /** HLS sessions only read. */
  readonly state: 'idle' | 'read' | 'publish';
  readonly path: string;
  /** RTSP: ids of its connections, one of which is in the hook request up to v1.19.2 (MediaMTX contract §1.6). */
  readonly connections: readonly string[];
  /** The user name that the client sent; empty up to v1.16.3 and for bare tokens. */
  readonly user: string;
  /** To the client. */
  readonly bytesSent: number;
}

/** Parses an item of a sessions list. @param connections All RTSP connections, when sessions do not list theirs. */
export function sessionItemOf(
  kind: SessionKind,
  value: unknown,
  connections: readonly RtspConnection[] = [],
): SessionItem {
  const item = fieldsOf(value);
  const state = textOf(item['state']);
  const id = textOf(item['id']);
  const remoteAddr = textOf(item['remoteAddr']);
  return {
    kind,
    id,
    created: instantOf(item['created']),
    remoteAddr,
    connections: kind === 'rtsp' ? connectionIdsOf({ id, remoteAddr }, value, connections) : [],
    state: kind === 'hls' ? 'read' : state === 'read' || state === 'publish' ? state : 'idle',
    path: textOf(item['path']),
    user: textOf(item['user']),
    bytesSent: countOf(item['outboundBytes'] ?? item['bytesSent']),
  };
}
