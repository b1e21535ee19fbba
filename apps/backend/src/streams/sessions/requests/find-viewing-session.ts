import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Principal } from '../../../auth';
import { DomainError } from '../../../platform/problems/domain-error';
import { isSamePlayer, type NamedSession, readNamedSessions, restrictToVisible } from './visible-sessions';
import { ViewingSessionEntity } from '../recording/viewing-session.entity';

/** Finds a viewing session that a user may see; any other one does not exist for them. */
@Injectable()
export class FindViewingSession {
  constructor(
    @InjectRepository(ViewingSessionEntity) private readonly sessions: Repository<ViewingSessionEntity>,
  ) {}

  /** @throws DomainError viewing-session-not-found */
  async find(principal: Principal, id: number): Promise<NamedSession> {
    const query = restrictToVisible(this.sessions.createQueryBuilder('v'), principal).andWhere('v.id = :id', {
      id,
    });
    const [session] = await readNamedSessions(query);
    if (!session) throw new DomainError('viewing-session-not-found');
    return session;
  }

  /** Reads the jtis of all sessions of the same player that have not ended, this one's first. */
  async findOpenOfPlayer({ id, jti }: Pick<ViewingSessionEntity, 'id' | 'jti'>): Promise<readonly string[]> {
    const others = await this.sessions.query<{ jti: string }[]>(
      `SELECT o.jti FROM viewing_session o JOIN viewing_session v ON ${isSamePlayer('o', 'v')}
       WHERE v.id = $1 AND o.id <> v.id AND o.ended_at IS NULL`,
      [id],
    );
    return [jti, ...others.map((other) => other.jti)];
  }
}
