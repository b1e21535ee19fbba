import { Injectable } from '@nestjs/common';
import type { ViewingSession } from '@ppf/contracts';
import { type Principal } from '../../auth';
import { FindViewing } from '../sessions/find-viewing';
import { showViewing } from '../sessions/show-viewing';
import { RevokeViewing } from './revoke-viewing';

/** Ends one viewing session. */
@Injectable()
export class EndViewing {
  constructor(
    private readonly findViewing: FindViewing,
    private readonly revokeViewing: RevokeViewing,
  ) {}

  /**
   * Owners end those of their workshop, everybody their own. Ends with it the other sessions of the same player, which
   * lists show as one. One that has ended stays as it is.
   * @returns the session; it has not yet ended when its media server could not be reached within two seconds
   * @throws DomainError viewing-session-not-found
   */
  async end(principal: Principal, id: number): Promise<ViewingSession> {
    const session = await this.findViewing.find(principal, id);
    if (session.endedAt !== null) return showViewing(session);
    const isOwn = session.viewerKind === 'user' && session.viewerId === principal.id;
    const jtis = await this.findViewing.openOfPlayer(session);
    await Promise.all(jtis.map((jti) => this.revokeViewing.revoke({ jti }, principal, isOwn)));
    return showViewing(await this.findViewing.find(principal, id));
  }
}
