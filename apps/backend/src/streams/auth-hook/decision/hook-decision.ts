import type { ReachedLimit } from '../../sessions/admission/viewer-capacity';
import type { StreamClaims, StreamTokenFault } from '../../tokens/stream-token';
import type { StreamTokenMisuse, StreamTokenUse } from '../../tokens/decide-token-use';
import type { EdgeDenyReason } from './decide-edge-pull';
import type { PresentedTicket, TranscoderDenyReason } from './decide-transcoding';

/** Why the hook denies a request. A label of its metrics; never sent to the client. */
export type DenyReason =
  | StreamTokenFault
  | StreamTokenMisuse
  | ReachedLimit
  | 'revoked'
  | TranscoderDenyReason
  | EdgeDenyReason
  | 'no-credentials'
  | 'not-loaded'
  | 'no-such-pit'
  | 'no-such-stream'
  | 'not-for-viewers'
  | 'camera-paused'
  | 'token-for-other-path'
  | 'token-for-other-act'
  | 'user-is-not-the-token'
  | 'too-many-tokens'
  | 'camera-does-not-push'
  | 'camera-publishes-elsewhere'
  | 'no-publish-key'
  | 'wrong-publish-key'
  | 'not-our-service';

/** A decision. The caller stores and records the `session` of an allowed viewer, and stores the `ticket` of a transcoder. */
export type HookDecision =
  | { readonly allow: true; readonly session: AdmittedSession | null; readonly ticket?: PresentedTicket }
  | { readonly allow: false; readonly reason: DenyReason };

/** A viewing session that the hook allowed. */
export interface AdmittedSession {
  readonly claims: StreamClaims;
  readonly pitId: number;
  readonly workshopId: number;
  /** The token's use after this request; `free` when the request opens no session (a WHEP OPTIONS). */
  readonly use: StreamTokenUse | 'free';
  /** Whether the session begins with this request: once per token, also when one viewer plays HLS beside WebRTC. */
  readonly isNew: boolean;
  /** jti of the viewer's own session that this one replaces, so that a limit holds; null: none. */
  readonly replaces: string | null;
}

/** Allows a request that begins no viewing session. */
export const ALLOW: HookDecision = { allow: true, session: null };

/** Denies a request. */
export function deny(reason: DenyReason): HookDecision {
  return { allow: false, reason };
}
