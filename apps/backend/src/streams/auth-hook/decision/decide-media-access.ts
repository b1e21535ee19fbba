import { type AuthRequest, credentialsOf, type Credentials } from '@ppf/mediamtx';
import { looksLikeTicket } from '../../../platform/crypto/transcoder-ticket';
import { hashSecret, sameBytes } from '../../../platform/crypto/secrets';
import { decideEdgePull, type EdgeDenyReason, type EdgeContext, looksLikeEdge } from './decide-edge-pull';
import { decideTranscoding, type PresentedTicket, type TranscoderDenyReason } from './decide-transcoding';
import { type PitAccess, type StreamAccess } from '../../access-index/pit-access';
import { type Revocable } from '../../sessions/admission/revocations';
import { type AdmissionResult, type ReachedLimit } from '../../sessions/admission/viewer-capacity';
import { type StreamClaims, type StreamTokenFault } from '../../tokens/stream-token';
import { decideTokenUse, type StreamTokenMisuse, type StreamTokenUse } from '../../tokens/decide-token-use';

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

/** The state that a decision reads. All of it is in memory: nothing is awaited. */
export interface AuthHookContext extends EdgeContext {
  readonly index: {
    readonly isLoaded: boolean;
    streamAt(path: string): StreamAccess | undefined;
  };
  readonly tokens: { verify(token: string, now: Date): StreamClaims | StreamTokenFault };
  readonly uses: { readonly isFull: boolean; of(jti: string): StreamTokenUse | undefined };
  /** Checked for every request: up to v1.17.1 each HLS segment calls the hook (MediaMTX contract §1.6). */
  readonly revocations: { readonly isLoaded: boolean; of(token: Revocable, pitId: number): unknown };
  /** Checks the limits for one more viewing session. */
  readonly capacity: { check(pit: PitAccess, sub: string): AdmissionResult };
  /** The hook's secret: transcoders derive their tickets from it. */
  readonly ticketSecret: string;
  /** Credential of this backend for the control API, for installations in which the API calls the hook. */
  readonly service: { readonly user: string; readonly passwordHash: Uint8Array };
}

/** Format of a jti. Some players send a fixed user name with a token instead. */
const JTI_FORMAT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Decides a hook request. Pure, never throws. Denies requests of an unknown kind. */
export function decideMediaAccess(request: AuthRequest, context: AuthHookContext, now: Date): HookDecision {
  const credentials = credentialsOf(request);
  if (credentials.kind === 'token' && looksLikeTicket(credentials.secret))
    return decideByTicket(request, credentials.secret, context, now);
  if (request.action === 'publish') return decidePublishing(request, credentials, context);
  // Clients send a first request without credentials to be challenged: no attack, and it needs a fast answer (contract §1.7).
  if (credentials.kind === 'none') return deny('no-credentials');
  switch (request.action) {
    case 'read':
    case 'playback':
      return decideViewing(request, credentials, context, now);
    case 'api':
    case 'metrics':
    case 'pprof':
      return decideService(credentials, context);
    default:
      return deny('not-our-service');
  }
}

function decideByTicket(
  request: AuthRequest,
  ticket: string,
  context: AuthHookContext,
  now: Date,
): HookDecision {
  if (!context.index.isLoaded) return deny('not-loaded');
  if (context.uses.isFull) return deny('too-many-tokens');
  const presented = decideTranscoding(ticket, request, context.index.streamAt(request.path), context, now);
  return typeof presented === 'string' ? deny(presented) : { allow: true, session: null, ticket: presented };
}

type PresentedCredentials = Exclude<Credentials, { kind: 'none' }>;

function decideViewing(
  request: AuthRequest,
  credentials: PresentedCredentials,
  context: AuthHookContext,
  now: Date,
): HookDecision {
  if (!context.index.isLoaded || !context.revocations.isLoaded) return deny('not-loaded');
  if (request.action === 'read' && looksLikeEdge(credentials)) {
    const reason = decideEdgePull(request, credentials, context.index.streamAt(request.path), context);
    return reason === null ? ALLOW : deny(reason);
  }
  const claims = context.tokens.verify(credentials.secret, now);
  if (typeof claims === 'string') return deny(claims);
  if (claims.path !== request.path) return deny('token-for-other-path');
  if (claims.act !== request.action) return deny('token-for-other-act');
  if (credentials.kind === 'user' && credentials.user !== claims.jti && JTI_FORMAT.test(credentials.user)) {
    // MediaMTX lists this user name with the session: it must not be another token's jti.
    return deny('user-is-not-the-token');
  }
  const found = context.index.streamAt(request.path);
  if (!found) return deny('no-such-pit');
  const { pit } = found;
  const readDenial = readDenyReason(found);
  if (readDenial) return deny(readDenial);
  if (context.revocations.of(claims, pit.pitId)) return deny('revoked');
  const before = context.uses.of(claims.jti);
  const use = decideTokenUse(request, before);
  if (use === 'token-spent' || use === 'protocol-not-served') return deny(use);
  const { pitId, workshopId } = pit;
  const isNew = !before && use !== 'free';
  const session: AdmittedSession = { claims, pitId, workshopId, use, isNew, replaces: null };
  return isNew ? decideNewSession(session, pit, context) : { allow: true, session };
}

/** Checks the limits for a new session only: an existing one is already counted. */
function decideNewSession(session: AdmittedSession, pit: PitAccess, context: AuthHookContext): HookDecision {
  if (context.uses.isFull) return deny('too-many-tokens');
  const admission = context.capacity.check(pit, session.claims.sub);
  if (admission === 'admitted') return { allow: true, session };
  if (typeof admission === 'string') return deny(admission);
  return { allow: true, session: { ...session, replaces: admission.replaces } };
}

function readDenyReason({ pit, stream }: StreamAccess): DenyReason | null {
  if (stream === 'raw') return 'not-for-viewers';
  if (pit.paused) return 'camera-paused';
  return stream === 'sub' && !pit.hasSub ? 'no-such-stream' : null;
}

function decidePublishing(
  request: AuthRequest,
  credentials: Credentials,
  { index }: AuthHookContext,
): HookDecision {
  const found = index.isLoaded ? index.streamAt(request.path) : undefined;
  if (found && !publishDenyReason(found) && isOnAllowList(found.pit, request)) return ALLOW;
  // As above: a client outside the allow-list is challenged first.
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

function decideService(credentials: PresentedCredentials, { service }: AuthHookContext): HookDecision {
  const isService =
    credentials.kind === 'user' &&
    credentials.user === service.user &&
    sameBytes(hashSecret(credentials.secret), service.passwordHash);
  return isService ? ALLOW : deny('not-our-service');
}

const ALLOW: HookDecision = { allow: true, session: null };

function deny(reason: DenyReason): HookDecision {
  return { allow: false, reason };
}
