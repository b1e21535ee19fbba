import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { ViewingSessionList, ViewingSessionQuery } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { type Principal } from '../../../auth';
import { pageOf, readPage } from '../../../platform/http/paging';
import { toViewingSessionResponse } from './to-viewing-session-response';
import { isCarried, isSamePlayer, readNamedSessions, restrictToVisible } from './visible-sessions';
import { ViewingSessionEntity } from '../recording/viewing-session.entity';

/** SQL: whether the media server has the session; of one player only the newest. */
const IS_ACTIVE = `v.ended_at IS NULL AND ${isCarried('v')} AND NOT EXISTS (
  SELECT FROM viewing_session o WHERE o.id > v.id AND o.ended_at IS NULL AND ${isCarried('o')} AND ${isSamePlayer('o', 'v')})`;

/** Lists current and past viewing sessions, the newest first. */
@Injectable()
export class ListViewingSessions {
  constructor(
    @InjectRepository(ViewingSessionEntity) private readonly sessions: Repository<ViewingSessionEntity>,
  ) {}

  /** Owners see their workshop's, staff their own. @throws DomainError validation-failed for an invalid cursor */
  async list(principal: Principal, request: ViewingSessionQuery): Promise<ViewingSessionList> {
    const page = readPage(request);
    const query = restrictToVisible(this.sessions.createQueryBuilder('v'), principal)
      .orderBy('v.id', 'DESC')
      .limit(page.limit + 1);
    if (page.after > 0) query.andWhere('v.id < :after', { after: page.after });
    if (request.pit_id !== undefined) query.andWhere('v.pit_id = :pitId', { pitId: request.pit_id });
    if (request.active === 'true') query.andWhere(IS_ACTIVE);
    if (request.active === 'false') query.andWhere('v.ended_at IS NOT NULL');
    // A session that never began is not listed.
    query.andWhere(`v.end_reason IS DISTINCT FROM 'never-began'`);
    return pageOf(await readNamedSessions(query), page, ({ id }) => id, toViewingSessionResponse);
  }
}
