import { type AuthRequest, credentialsOf, type Credentials } from '@ppf/mediamtx';
import { looksLikeTicket } from '../../platform/crypto/transcoder-ticket';
import { hashSecret, sameBytes } from '../../platform/crypto/secrets';
import { decideEdgePull, type EdgeDenial, type EdgeKnowledge, looksLikeEdge } from './decide-edge-pull';
import { decideTranscoding, type ShownTicket, type TranscoderDenial } from './decide-transcoding';
import { type PitAccess, type StreamAccess } from '../access-index/pit-access';
import { type Revocable } from '../revocation/revocations';
import { type ReachedLimit, type Room } from '../sessions/decide-viewing-limits';
import { type StreamClaims, type StreamTokenFault } from '../tokens/stream-token';
import { nextUse, type StreamTokenMisuse, type StreamTokenUse } from '../tokens/stream-token-use';

/** Why MediaMTX is told no. Counted by reason; never shown to the client. */
export type MediaDenial =
  | StreamTokenFault
  | StreamTokenMisuse
  | ReachedLimit
  | 'revoked'
  | TranscoderDenial
  | EdgeDenial
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

/** What was decided; an allowed viewer's `session` is to be remembered and recorded, a transcoder's `ticket` remembered. */
export type MediaDecision =
  | { readonly allow: true; readonly session: AdmittedSession | null; readonly ticket?: ShownTicket }
  | { readonly allow: false; readonly reason: MediaDenial };

/** A viewer who was let in. */
export interface AdmittedSession {
  readonly claims: StreamClaims;
  readonly pitId: number;
  readonly workshopId: number;
  /** The token's use from now on; `free` when the request opened nothing (a WHEP OPTIONS). */
  readonly use: StreamTokenUse | 'free';
  /** Whether the session begins with this request, or goes on: once for every token, also when HLS goes beside WebRTC. */
  readonly isNew: boolean;
  /** jti of the viewer's own session whose place this one takes, so that a limit holds; null: there is room. */
  readonly replaces: string | null;
}

/** What is known when MediaMTX asks. All of it is in memory: nothing is awaited. */
export interface MediaKnowledge extends EdgeKnowledge {
  readonly index: {
    readonly isLoaded: boolean;
    streamAt(path: string): StreamAccess | undefined;
  };
  readonly tokens: { verify(token: string, now: Date): StreamClaims | StreamTokenFault };
  readonly uses: { readonly isFull: boolean; of(jti: string): StreamTokenUse | undefined };
  /** What was ended by us. Asked each time: up to v1.17.1 each segment of HLS asks (MediaMTX contract §1.6). */
  readonly revocations: { readonly isLoaded: boolean; of(token: Revocable, pitId: number): unknown };
  /** Whether one more may watch. */
  readonly room: { for(pit: PitAccess, sub: string): Room };
  /** The hook's own secret: transcoders make their tickets with it. */
  readonly ticketSecret: string;
  /** What our own backend shows the control API with, should the API ask the hook. */
  readonly service: { readonly user: string; readonly passwordHash: Uint8Array };
}

/** Form of a jti, to tell it from the fixed user names that some players send with a token. */
const JTI = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a client of MediaMTX may do what it asks for. Pure, never throws; what is not understood is denied. */
export function decideMediaAccess(request: AuthRequest, known: MediaKnowledge, now: Date): MediaDecision {
  const credentials = credentialsOf(request);
  if (credentials.kind === 'token' && looksLikeTicket(credentials.secret))
    return decideByTicket(request, credentials.secret, known, now);
  if (request.action === 'publish') return decidePublishing(request, credentials, known);
  // Clients ask without credentials first, to be challenged: no attack, and the answer must be fast (contract §1.7).
  if (credentials.kind === 'none') return deny('no-credentials');
  switch (request.action) {
    case 'read':
    case 'playback':
      return decideViewing(request, credentials, known, now);
    case 'api':
    case 'metrics':
    case 'pprof':
      return decideService(credentials, known);
    default:
      return deny('not-our-service');
  }
}

function decideByTicket(
  request: AuthRequest,
  ticket: string,
  known: MediaKnowledge,
  now: Date,
): MediaDecision {
  if (!known.index.isLoaded) return deny('not-loaded');
  if (known.uses.isFull) return deny('too-many-tokens');
  const shown = decideTranscoding(ticket, request, known.index.streamAt(request.path), known, now);
  return typeof shown === 'string' ? deny(shown) : { allow: true, session: null, ticket: shown };
}

type GivenCredentials = Exclude<Credentials, { kind: 'none' }>;

function decideViewing(
  request: AuthRequest,
  credentials: GivenCredentials,
  known: MediaKnowledge,
  now: Date,
): MediaDecision {
  if (!known.index.isLoaded || !known.revocations.isLoaded) return deny('not-loaded');
  if (request.action === 'read' && looksLikeEdge(credentials)) {
    const why = decideEdgePull(request, credentials, known.index.streamAt(request.path), known);
    return why === null ? ALLOW : deny(why);
  }
  const claims = known.tokens.verify(credentials.secret, now);
  if (typeof claims === 'string') return deny(claims);
  if (claims.path !== request.path) return deny('token-for-other-path');
  if (claims.act !== request.action) return deny('token-for-other-act');
  if (credentials.kind === 'user' && credentials.user !== claims.jti && JTI.test(credentials.user)) {
    // MediaMTX lists the user as the session's: nobody may pass for another's token there.
    return deny('user-is-not-the-token');
  }
  const found = known.index.streamAt(request.path);
  if (!found) return deny('no-such-pit');
  const { pit } = found;
  const closed = whyNotWatched(found);
  if (closed) return deny(closed);
  if (known.revocations.of(claims, pit.pitId)) return deny('revoked');
  const before = known.uses.of(claims.jti);
  const use = nextUse(request, before);
  if (use === 'token-spent' || use === 'protocol-not-served') return deny(use);
  const { pitId, workshopId } = pit;
  const isNew = !before && use !== 'free';
  const session: AdmittedSession = { claims, pitId, workshopId, use, isNew, replaces: null };
  return isNew ? decideBeginning(session, pit, known) : { allow: true, session };
}

/** A session that goes on is not judged by the limits again: it counts in them already. */
function decideBeginning(session: AdmittedSession, pit: PitAccess, known: MediaKnowledge): MediaDecision {
  if (known.uses.isFull) return deny('too-many-tokens');
  const room = known.room.for(pit, session.claims.sub);
  if (room === 'room') return { allow: true, session };
  if (typeof room === 'string') return deny(room);
  return { allow: true, session: { ...session, replaces: room.replaces } };
}

function whyNotWatched({ pit, stream }: StreamAccess): MediaDenial | null {
  if (stream === 'raw') return 'not-for-viewers';
  if (pit.paused) return 'camera-paused';
  return stream === 'sub' && !pit.hasSub ? 'no-such-stream' : null;
}

function decidePublishing(
  request: AuthRequest,
  credentials: Credentials,
  { index }: MediaKnowledge,
): MediaDecision {
  const isNamed = credentials.kind !== 'none';
  const found = index.isLoaded ? index.streamAt(request.path) : undefined;
  if (found && !whyNotPublished(found) && isOnAllowList(found.pit, request)) return ALLOW;
  // As above: whoever is not on the list is challenged first.
  if (!isNamed) return deny('no-credentials');
  if (!index.isLoaded) return deny('not-loaded');
  if (!found) return deny('no-such-pit');
  const closed = whyNotPublished(found);
  if (closed) return deny(closed);
  const { publishKeyHash } = found.pit;
  if (!publishKeyHash) return deny('no-publish-key');
  // The key alone proves the camera, whatever user name it can be made to send.
  return sameBytes(hashSecret(credentials.secret), publishKeyHash) ? ALLOW : deny('wrong-publish-key');
}

function whyNotPublished({ pit, stream }: StreamAccess): MediaDenial | null {
  if (pit.cameraKind !== 'push') return 'camera-does-not-push';
  if (pit.paused) return 'camera-paused';
  if (stream === 'sub') return pit.hasSub ? null : 'no-such-stream';
  // What is re-encoded arrives at a path of its own.
  return (stream === 'raw') === pit.transcode ? null : 'camera-publishes-elsewhere';
}

/** By RTSP only: there the address is the peer's own, while that of HTTP clients may be told by a header. */
function isOnAllowList({ allowList }: PitAccess, { ip, protocol }: AuthRequest): boolean {
  return allowList !== null && protocol === 'rtsp' && allowList.has(ip);
}

function decideService(credentials: GivenCredentials, { service }: MediaKnowledge): MediaDecision {
  const ours =
    credentials.kind === 'user' &&
    credentials.user === service.user &&
    sameBytes(hashSecret(credentials.secret), service.passwordHash);
  return ours ? ALLOW : deny('not-our-service');
}

const ALLOW: MediaDecision = { allow: true, session: null };

function deny(reason: MediaDenial): MediaDecision {
  return { allow: false, reason };
}
