import { type AuthRequest } from '@ppf/mediamtx';
import { type AdmittedSession, type MediaDenial } from './decide-media-access';

/** A viewer who was let in, as it will be recorded. */
export interface MediaAdmission {
  readonly at: Date;
  readonly sub: string;
  readonly jti: string;
  readonly pitId: number;
  readonly protocol: string;
  readonly address: string;
  /** MediaMTX's id of the session; null where the release tells none. */
  readonly sessionId: string | null;
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
/** Paths whose last refusal is kept; the one refused longest ago goes first. */
const MAX_PATHS = 1000;
/** Clients ask without credentials before they are challenged: no refusal that means anything. */
const ASKING: MediaDenial = 'no-credentials';

/** What the hook decided, in memory, noted after MediaMTX has its answer. Holds no token, key or password. */
export class MediaAuthRecord {
  private readonly denials = new Map<MediaDenial, number>();
  private readonly last = new Map<string, LastDenial>();
  private admissions: MediaAdmission[] = [];

  /** Notes a session that begins. */
  admitted(request: AuthRequest, { claims, pitId }: AdmittedSession, at: Date): void {
    if (this.admissions.length >= MAX_ADMISSIONS) this.admissions = this.admissions.slice(MAX_ADMISSIONS / 2);
    this.admissions.push({
      at,
      sub: claims.sub,
      jti: claims.jti,
      pitId,
      protocol: request.protocol,
      address: request.ip,
      sessionId: request.id,
    });
  }

  /** Notes a refusal. @param isPit Whether the path is a pit's: others are counted, not kept by name. */
  denied(request: AuthRequest, reason: MediaDenial, isPit: boolean, at: Date): void {
    if (reason === ASKING) return;
    this.denials.set(reason, (this.denials.get(reason) ?? 0) + 1);
    if (!isPit) return;
    const { action, protocol, ip: address, path } = request;
    this.last.delete(path);
    this.last.set(path, { at, reason, action, protocol, address });
    if (this.last.size > MAX_PATHS) this.last.delete(this.last.keys().next().value ?? path);
  }

  /** Refusals so far, by reason. */
  denialsByReason(): ReadonlyMap<MediaDenial, number> {
    return this.denials;
  }

  /** The last refusal on a pit's path. */
  lastDenialOn(path: string): LastDenial | undefined {
    return this.last.get(path);
  }

  /** Hands the admissions over that were not yet, oldest first. */
  takeAdmissions(): readonly MediaAdmission[] {
    const taken = this.admissions;
    this.admissions = [];
    return taken;
  }
}
