import { type AuthRequest, type Credentials, parsePath } from '@ppf/mediamtx';
import { hashSecret, sameBytes } from '../../../platform/crypto/secrets';
import { type AllowList } from '../../access-index/allow-list';
import { type StreamAccess } from '../../access-index/pit-access';

/** Why the hook denies an edge. */
export type EdgeDenyReason =
  'no-such-edge' | 'wrong-edge-credential' | 'edge-elsewhere' | 'not-of-its-origin';

/** An edge that may pull. */
export interface EdgeAccess {
  readonly passwordHash: Uint8Array;
  /** Addresses that its requests come from; null: none. */
  readonly from: AllowList | null;
  /** Whether its origin serves a workshop. */
  hasStreamsOf(workshopId: number): boolean;
}

/** The edges, by the user name that they send. */
export interface EdgeContext {
  readonly edges: { of(user: string): EdgeAccess | undefined };
}

/** Whether the user name has the form of an edge's. */
export function looksLikeEdge(credentials: Credentials): credentials is Credentials & { kind: 'user' } {
  return credentials.kind === 'user' && credentials.user.startsWith('edge-');
}

/**
 * Decides whether an edge may pull a stream from its origin: with its own credential, from its own address, by RTSP, and
 * only streams for viewers. An edge is not a viewer: it has no viewing session and no limit. Pure.
 * @returns null: allowed.
 */
export function decideEdgePull(
  { path, protocol, ip }: AuthRequest,
  credentials: { readonly user: string; readonly secret: string },
  found: StreamAccess | undefined,
  { edges }: EdgeContext,
): EdgeDenyReason | 'no-such-pit' | 'no-such-stream' | 'not-for-viewers' | 'camera-paused' | null {
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
