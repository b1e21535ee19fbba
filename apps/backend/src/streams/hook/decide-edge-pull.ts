import { type AuthRequest, type Credentials, parsePath } from '@ppf/mediamtx';
import { hashSecret, sameBytes } from '../../platform/crypto/secrets';
import { type AllowList } from '../access-index/allow-list';
import { type StreamAccess } from '../access-index/pit-access';

/** Why an edge is told no. */
export type EdgeDenial = 'no-such-edge' | 'wrong-edge-credential' | 'edge-elsewhere' | 'not-of-its-origin';

/** What is known of an edge. */
export interface EdgeAccess {
  readonly passwordHash: Uint8Array;
  /** Where its requests come from; null: nowhere. */
  readonly from: AllowList | null;
  /** Whether its origin has the streams of a workshop. */
  hasStreamsOf(workshopId: number): boolean;
}

/** Edges, by the user name that they show. */
export interface EdgeKnowledge {
  readonly edges: { of(user: string): EdgeAccess | undefined };
}

/** Whether a user name is one that only edges have. */
export function looksLikeEdge(credentials: Credentials): credentials is Credentials & { kind: 'user' } {
  return credentials.kind === 'user' && credentials.user.startsWith('edge-');
}

/**
 * Whether an edge may fetch a stream from its origin: by its own credential, from its own address, by RTSP, and what its
 * origin has for viewers only. Null: it may. Pure. It is no viewer: no session, no limit.
 */
export function decideEdgePull(
  { path, protocol, ip }: AuthRequest,
  credentials: { readonly user: string; readonly secret: string },
  found: StreamAccess | undefined,
  { edges }: EdgeKnowledge,
): EdgeDenial | 'no-such-pit' | 'no-such-stream' | 'not-for-viewers' | 'camera-paused' | null {
  const edge = edges.of(credentials.user);
  if (!edge) return 'no-such-edge';
  if (!sameBytes(hashSecret(credentials.secret), edge.passwordHash)) return 'wrong-edge-credential';
  if (protocol !== 'rtsp' || edge.from?.has(ip) !== true) return 'edge-elsewhere';
  if (!found) return 'no-such-pit';
  if (!edge.hasStreamsOf(parsePath(path)?.workshopId ?? 0)) return 'not-of-its-origin';
  if (found.stream === 'raw') return 'not-for-viewers';
  if (found.pit.paused) return 'camera-paused';
  return found.stream === 'sub' && !found.pit.hasSub ? 'no-such-stream' : null;
}
