import type { AuthRequest, Credentials } from '@ppf/mediamtx';
import { hashSecret, sameBytes } from '../../../platform/crypto/secrets';
import type { PitAccess, StreamAccess } from '../../access-index/pit-access';
import { ALLOW, deny, type DenyReason, type HookDecision } from './hook-decision';

/** The state that the decision reads. */
interface PublishingContext {
  readonly index: { readonly isLoaded: boolean; streamAt(path: string): StreamAccess | undefined };
}

/** Decides whether a client may publish: by the allow-list of the camera, or by its publish key. Pure, never throws. */
export function decidePublishing(
  request: AuthRequest,
  credentials: Credentials,
  { index }: PublishingContext,
): HookDecision {
  const found = index.isLoaded ? index.streamAt(request.path) : undefined;
  if (found && !publishDenyReason(found) && isOnAllowList(found.pit, request)) return ALLOW;
  // A client outside the allow-list is challenged first: it sends its first request without credentials (contract §1.7).
  if (credentials.kind === 'none') return deny('no-credentials');
  if (!index.isLoaded) return deny('not-loaded');
  if (!found) return deny('no-such-pit');
  const publishDenial = publishDenyReason(found);
  if (publishDenial) return deny(publishDenial);
  const { publishKeyHash } = found.pit;
  if (!publishKeyHash) return deny('no-publish-key');
  // The key alone authenticates the camera; many cameras cannot send a chosen user name.
  return sameBytes(hashSecret(credentials.secret), publishKeyHash) ? ALLOW : deny('wrong-publish-key');
}

function publishDenyReason({ pit, stream }: StreamAccess): DenyReason | null {
  if (pit.cameraKind !== 'push') return 'camera-does-not-push';
  if (pit.paused) return 'camera-paused';
  if (stream === 'sub') return pit.hasSub ? null : 'no-such-stream';
  // The camera's own video of a re-encoded stream arrives at a separate path.
  return (stream === 'raw') === pit.transcode ? null : 'camera-publishes-elsewhere';
}

/** For RTSP only, where the address is the peer's own; an HTTP client's address may come from a header. */
function isOnAllowList({ allowList }: PitAccess, { ip, protocol }: AuthRequest): boolean {
  return allowList !== null && protocol === 'rtsp' && allowList.has(ip);
}
