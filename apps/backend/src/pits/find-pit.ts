import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccessObjects, canReach, type Principal } from '../auth';
import { DomainError } from '../platform/problems/domain-error';
import { PitEntity } from './pit.entity';

/** Finds a pit that the user has access to. Pits of other workshops count as not found. */
@Injectable()
export class FindPit {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    objects: AccessObjects,
  ) {
    objects.register('pits', { notFound: 'pit-not-found', find: (id) => this.pits.findOneBy({ id }) });
  }

  /** @throws DomainError pit-not-found */
  async find(principal: Principal, id: number): Promise<PitEntity> {
    const pit = await this.pits.findOneBy({ id });
    if (!pit || !canReach(principal, pit)) throw new DomainError('pit-not-found');
    return pit;
  }
}
