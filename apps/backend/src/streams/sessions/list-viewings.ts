import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { ViewingSessionList, ViewingSessionQuery } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { type Principal } from '../../auth';
import { pageOf, readPage } from '../../platform/http/paging';
import { showViewing } from './show-viewing';
import { isCarried, isSamePlayer, namedViewings, withinReach } from './viewings-in-reach';
import { ViewingSessionEntity } from './viewing-session.entity';

/** A session that goes on at the media server; of one player only the newest. */
const IS_WATCHING = `v.ended_at IS NULL AND ${isCarried('v')} AND NOT EXISTS (
  SELECT FROM viewing_session o WHERE o.id > v.id AND o.ended_at IS NULL AND ${isCarried('o')} AND ${isSamePlayer('o', 'v')})`;

/** Tells who watches and who watched, the newest first. */
@Injectable()
export class ListViewings {
  constructor(
    @InjectRepository(ViewingSessionEntity) private readonly sessions: Repository<ViewingSessionEntity>,
  ) {}

  /** Owners see their workshop's, staff their own. @throws DomainError validation-failed for a cursor that is not one of ours */
  async list(principal: Principal, request: ViewingSessionQuery): Promise<ViewingSessionList> {
    const page = readPage(request);
    const query = withinReach(this.sessions.createQueryBuilder('v'), principal)
      .orderBy('v.id', 'DESC')
      .limit(page.limit + 1);
    if (page.after > 0) query.andWhere('v.id < :after', { after: page.after });
    if (request.pit_id !== undefined) query.andWhere('v.pit_id = :pitId', { pitId: request.pit_id });
    if (request.active === 'true') query.andWhere(IS_WATCHING);
    if (request.active === 'false') query.andWhere('v.ended_at IS NOT NULL');
    // What never began is no viewing.
    query.andWhere(`v.end_reason IS DISTINCT FROM 'never-began'`);
    return pageOf(await namedViewings(query), page, ({ id }) => id, showViewing);
  }
}
