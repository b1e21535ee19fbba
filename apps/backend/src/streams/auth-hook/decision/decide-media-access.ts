import { type AuthRequest, credentialsOf, type Credentials } from '@ppf/mediamtx';
import { looksLikeTicket } from '../../../platform/crypto/transcoder-ticket';
import { hashSecret, sameBytes } from '../../../platform/crypto/secrets';
import { decideEdgePull, type EdgeContext, looksLikeEdge } from './decide-edge-pull';
import { decidePublishing } from './decide-publishing';
import { decideTranscoding } from './decide-transcoding';
import { type AdmittedSession, ALLOW, deny, type DenyReason, type HookDecision } from './hook-decision';
import { type PitAccess, type StreamAccess } from '../../access-index/pit-access';
import { type Revocable } from '../../sessions/admission/revocations';
import { type AdmissionResult } from '../../sessions/admission/viewer-capacity';
import { type StreamClaims, type StreamTokenFault } from '../../tokens/stream-token';
import { decideTokenUse, type StreamTokenUse } from '../../tokens/decide-token-use';

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
  // Clients send a first request without credentials to be challenged: no attack, and it needs a fast response (contract §1.7).
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

function decideService(credentials: PresentedCredentials, { service }: AuthHookContext): HookDecision {
  const isService =
    credentials.kind === 'user' &&
    credentials.user === service.user &&
    sameBytes(hashSecret(credentials.secret), service.passwordHash);
  return isService ? ALLOW : deny('not-our-service');
}
