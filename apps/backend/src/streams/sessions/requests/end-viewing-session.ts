import { Injectable } from '@nestjs/common';
import type { ViewingSession } from '@ppf/contracts';
import { type Principal } from '../../../auth';
import { FindViewingSession } from './find-viewing-session';
import { toViewingSessionResponse } from './to-viewing-session-response';
import { RevokeViewingSessions } from './revoke-viewing-sessions';

/** Ends one viewing session. */
@Injectable()
export class EndViewingSession {
  constructor(
    private readonly findViewing: FindViewingSession,
    private readonly revokeViewing: RevokeViewingSessions,
  ) {}

  /**
   * Owners can end sessions of their workshop, every user their own. Also ends the other sessions of the same player,
   * which lists show as one. Does nothing to a session that has ended.
   * @returns The session; not yet ended when its media server could not be reached within two seconds.
   * @throws DomainError viewing-session-not-found
   */
  async end(principal: Principal, id: number): Promise<ViewingSession> {
    const session = await this.findViewing.find(principal, id);
    if (session.endedAt !== null) return toViewingSessionResponse(session);
    const isOwn = session.viewerKind === 'user' && session.viewerId === principal.id;
    const jtis = await this.findViewing.findOpenOfPlayer(session);
    await Promise.all(jtis.map((jti) => this.revokeViewing.revoke({ jti }, principal, isOwn)));
    return toViewingSessionResponse(await this.findViewing.find(principal, id));
  }
}
