import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaAuthRecord } from '../hook/media-auth-record';
import { type PitAccess } from '../access-index/pit-access';
import { Revocations } from '../revocation/revocations';
import { ActiveViewings } from '../sessions/active-viewings';
import { type Room } from '../sessions/decide-viewing-limits';
import { type StreamClaims } from '../tokens/stream-token';

/** Who asks for a token, as far as a record tells it. */
export interface Applicant {
  /** Behind a trusted proxy the forwarded address. */
  readonly ip: string;
  readonly headers: { readonly 'user-agent'?: string | undefined };
}

/**
 * JWT mode: MediaMTX lets viewers in without asking, so a viewing session counts and is recorded from the issue of its
 * token on. Which protocol carries it, its bytes and its end come from the media server's lists, where it goes by its
 * jti (≥ v1.17.0); one that never appears there is ended as never begun.
 */
@Injectable()
export class AdmitIssuedToken {
  constructor(
    private readonly active: ActiveViewings,
    private readonly revocations: Revocations,
    private readonly record: MediaAuthRecord,
    private readonly config: MediamtxConfig,
  ) {}

  /** Nothing happens in hook mode: there the hook admits. @param room what the limits said before it was issued */
  admit(
    claims: StreamClaims,
    { pitId, workshopId }: PitAccess,
    room: Room,
    applicant: Applicant,
    at: Date,
  ): void {
    if (this.config.auth !== 'jwt') return;
    const { jti, sub, path, act } = claims;
    const replaces = typeof room === 'object' ? room.replaces : null;
    if (replaces !== null) {
      this.active.remove(replaces);
      this.revocations.add({ of: { jti: replaces }, cause: 'replaced', at, by: null });
    }
    this.active.add({ jti, sub, pitId, workshopId, beganAt: at.getTime() });
    const request = {
      ip: applicant.ip,
      userAgent: applicant.headers['user-agent'] ?? '',
      path,
      action: act,
      // What players begin with; the media server tells when it is another one.
      protocol: 'webrtc',
      id: null,
    };
    this.record.admitted(request, { claims, pitId, workshopId, replaces }, at);
  }
}
