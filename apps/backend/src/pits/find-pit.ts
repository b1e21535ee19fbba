import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type AccessObject, AccessObjects, canReach, type Principal } from '../auth';
import { DomainError } from '../platform/problems/domain-error';
import { PitEntity } from './pit.entity';

/** Finds a pit that the user has access to. Pits of other workshops count as not found. */
@Injectable()
export class FindPit {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    objects: AccessObjects,
  ) {
    objects.register('pits', {
      notFound: 'pit-not-found',
      find: async (id) => toObject(await this.pits.findOneBy({ id })),
    });
  }

  /** @throws DomainError pit-not-found */
  async find(principal: Principal, id: number): Promise<PitEntity> {
    const pit = await this.pits.findOneBy({ id });
    const object = toObject(pit);
    if (!pit || !object || !canReach(principal, object)) throw new DomainError('pit-not-found');
    return pit;
  }
}

function toObject(pit: PitEntity | null): AccessObject | null {
  return pit && { workshopId: pit.workshopId, pitId: pit.id };
}
