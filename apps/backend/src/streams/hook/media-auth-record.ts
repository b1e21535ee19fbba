import { type AuthRequest, credentialsOf } from '@ppf/mediamtx';
import { type AdmittedSession, type MediaDenial } from './decide-media-access';
import { StrayPublishes } from './stray-publishes';

/** A viewer who was let in, as it will be recorded. */
export interface MediaAdmission {
  readonly at: Date;
  readonly sub: string;
  readonly jti: string;
  /** When the token was issued, seconds. */
  readonly iat: number;
  readonly pitId: number;
  readonly workshopId: number;
  readonly path: string;
  /** `webrtc`, `hls`, `rtsp`, or `playback`. */
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string;
  /** MediaMTX's id of the connection or session; null where the release tells none. */
  readonly sessionId: string | null;
  /** jti of the viewer's own session whose place it takes; null: none. */
  readonly replaces: string | null;
  /** Of the edge that its token was issued for; null: the workshop's own media server. */
  readonly edgeId: number | null;
}

/** What is recorded of the request that a session began with. */
type AdmittedRequest = Pick<AuthRequest, 'ip' | 'userAgent' | 'path' | 'action' | 'protocol' | 'id'>;
type RecordedSession = Pick<AdmittedSession, 'claims' | 'pitId' | 'workshopId' | 'replaces'>;

/** A viewing session of which the hook heard again: another connection of it, or up to v1.17.1 a segment of HLS. */
export interface MediaActivity {
  readonly jti: string;
  readonly at: Date;
  readonly protocol: string;
  /** Ids that were told since. */
  readonly ids: readonly string[];
}

/** The last refusal on a path: what somebody who sets a camera up wants to know. */
export interface LastDenial {
  readonly at: Date;
  readonly reason: MediaDenial;
  readonly action: string;
  readonly protocol: string;
  readonly address: string;
}

/** Admissions that wait to be written; past it the older half goes, since memory must not grow with what is not written. */
const MAX_ADMISSIONS = 10_000;
/** Ids of one session that are kept until they are written; every load of an HLS index tells one. */
const MAX_IDS = 8;
/** Longest text of a client that is kept. */
const MAX_USER_AGENT = 300;
/** Refusals that are kept, one a path and side; the oldest goes first. */
const MAX_PATHS = 1000;
/** Clients ask without credentials before they are challenged: no refusal that means anything. */
const ASKING: MediaDenial = 'no-credentials';

/** What the hook decided, in memory, noted after MediaMTX has its answer. Holds no token, key or password. */
export class MediaAuthRecord {
  private readonly last = new Map<string, LastDenial>();
  private admissions: MediaAdmission[] = [];
  private activity = new Map<string, MediaActivity>();

  /** Cameras that published where they may not. */
  readonly strays = new StrayPublishes();

  /** When MediaMTX last asked; null: never since the start. */
  heardAt: Date | null = null;

  /** When somebody last called the hook who did not prove to be MediaMTX; null: never since the start. */
  strangerCameAt: Date | null = null;

  /** Notes a session that begins. */
  admitted(request: AdmittedRequest, session: RecordedSession, at: Date): void {
    const { claims, pitId, workshopId, replaces } = session;
    if (this.admissions.length >= MAX_ADMISSIONS) this.admissions = this.admissions.slice(MAX_ADMISSIONS / 2);
    this.admissions.push({
      at,
      sub: claims.sub,
      jti: claims.jti,
      iat: claims.iat,
      pitId,
      workshopId,
      path: request.path,
      protocol: request.protocol || request.action,
      address: request.ip,
      userAgent: request.userAgent.slice(0, MAX_USER_AGENT),
      sessionId: request.id,
      replaces,
      edgeId: claims.srv ?? null,
    });
  }

  /** Notes that a session goes on. */
  goesOn(
    { protocol, action, id }: Pick<AuthRequest, 'protocol' | 'action' | 'id'>,
    jti: string,
    at: Date,
  ): void {
    const ids = this.activity.get(jti)?.ids ?? [];
    const added = id === null || ids.includes(id) ? ids : [...ids.slice(1 - MAX_IDS), id];
    this.activity.set(jti, { jti, at, protocol: protocol || action, ids: added });
  }

  /** Notes a refusal. @param isPit Whether the path is a pit's: others are not kept by name. */
  denied(request: AuthRequest, reason: MediaDenial, isPit: boolean, at: Date): void {
    if (reason === ASKING) return;
    const { action, protocol, ip: address, path } = request;
    if (action === 'publish') this.noteStray(request, at);
    if (!isPit) return;
    const key = denialKey(path, action);
    this.last.delete(key);
    this.last.set(key, { at, reason, action, protocol, address });
    if (this.last.size > MAX_PATHS) this.last.delete(this.last.keys().next().value ?? key);
  }

  /** Forgets that a publisher at this address was refused: it is allowed now. */
  publisherAllowed(path: string, address: string): void {
    const key = denialKey(path, 'publish');
    if (this.last.get(key)?.address === address) this.last.delete(key);
  }

  private noteStray(request: AuthRequest, at: Date): void {
    const credentials = credentialsOf(request);
    if (credentials.kind !== 'none') this.strays.note(credentials.secret, { at, path: request.path });
  }

  /** The last refusal to publish, or to do anything else, on a pit's path. */
  lastDenialOn(path: string, action: 'publish' | 'read'): LastDenial | undefined {
    return this.last.get(denialKey(path, action));
  }

  /** Hands the admissions over that were not yet, oldest first. */
  takeAdmissions(): readonly MediaAdmission[] {
    const taken = this.admissions;
    this.admissions = [];
    return taken;
  }

  /** Hands over which sessions went on since this was last asked; at most one for each token that is in use. */
  takeActivity(): readonly MediaActivity[] {
    const taken = [...this.activity.values()];
    this.activity.clear();
    return taken;
  }
}

function denialKey(path: string, action: string): string {
  return `${action === 'publish' ? 'publish' : 'read'} ${path}`;
}
