import { type AuthRequest } from '@ppf/mediamtx';
import { type BegunSession } from '../admission/admit-session';

/** A viewing session that has begun, as it will be recorded. */
export interface UnwrittenSession {
  readonly at: Date;
  readonly sub: string;
  readonly jti: string;
  /** When the token was issued, seconds since 1970. */
  readonly iat: number;
  readonly pitId: number;
  readonly workshopId: number;
  readonly path: string;
  /** `webrtc`, `hls`, `rtsp`, or `playback`. */
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string;
  /** MediaMTX's id of the connection or session; null where the release sends none. */
  readonly sessionId: string | null;
  /** jti of the viewer's own session that this one replaces; null: none. */
  readonly replaces: string | null;
  /** Id of the edge that the token was issued for; null: the workshop's own media server. */
  readonly edgeId: number | null;
}

/** The request that a viewing session began with. */
export type OpeningRequest = Pick<AuthRequest, 'ip' | 'userAgent' | 'path' | 'action' | 'protocol' | 'id'>;

/** Further hook requests of a viewing session: another connection of it, or up to v1.17.1 a segment of HLS. */
export interface SessionActivity {
  readonly jti: string;
  readonly at: Date;
  readonly protocol: string;
  /** MediaMTX's ids of those requests. */
  readonly ids: readonly string[];
}

/** Sessions that wait to be written. Past it the older half is dropped, since memory must not grow without a database. */
const MAX_SESSIONS = 10_000;
/** Ids of one session that wait to be written; every load of an HLS index has a new one. */
const MAX_IDS_PER_SESSION = 8;
/** Longest user agent that is stored, characters. */
const MAX_USER_AGENT_LENGTH = 300;

/** Viewing sessions and their activity that are not yet in the database. Holds no token, key or password. */
export class UnwrittenSessions {
  private begun: UnwrittenSession[] = [];
  private activity = new Map<string, SessionActivity>();

  /** Adds a viewing session that has begun. */
  add(request: OpeningRequest, { claims, pitId, workshopId, replaces }: BegunSession, at: Date): void {
    if (this.begun.length >= MAX_SESSIONS) this.begun = this.begun.slice(MAX_SESSIONS / 2);
    this.begun.push({
      at,
      sub: claims.sub,
      jti: claims.jti,
      iat: claims.iat,
      pitId,
      workshopId,
      path: request.path,
      protocol: request.protocol || request.action,
      address: request.ip,
      userAgent: request.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
      sessionId: request.id,
      replaces,
      edgeId: claims.srv ?? null,
    });
  }

  /** Adds a further request of a viewing session. */
  addActivity(
    { protocol, action, id }: Pick<AuthRequest, 'protocol' | 'action' | 'id'>,
    jti: string,
    at: Date,
  ): void {
    const ids = this.activity.get(jti)?.ids ?? [];
    const added = id === null || ids.includes(id) ? ids : [...ids.slice(1 - MAX_IDS_PER_SESSION), id];
    this.activity.set(jti, { jti, at, protocol: protocol || action, ids: added });
  }

  /** Removes and returns the sessions that have begun, oldest first. */
  takeBegun(): readonly UnwrittenSession[] {
    const taken = this.begun;
    this.begun = [];
    return taken;
  }

  /** Removes and returns the activity, at most one entry for each token in use. */
  takeActivity(): readonly SessionActivity[] {
    const taken = [...this.activity.values()];
    this.activity.clear();
    return taken;
  }
}
