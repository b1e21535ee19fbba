import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccessObjects, canReach, type Principal } from '../auth';
import { DomainError } from '../platform/problems/domain-error';
import { WorkshopEntity } from './workshop.entity';

/** Finds a workshop for a user. A workshop that they have no access to does not exist for them. */
@Injectable()
export class FindWorkshop {
  constructor(
    @InjectRepository(WorkshopEntity) private readonly workshops: Repository<WorkshopEntity>,
    objects: AccessObjects,
  ) {
    const find = (workshopId: number) => Promise.resolve({ workshopId });
    objects.register('workshops', { notFound: 'workshop-not-found', find });
  }

  /** @throws DomainError workshop-not-found */
  async find(principal: Principal, id: number): Promise<WorkshopEntity> {
    const workshop = canReach(principal, { workshopId: id }) ? await this.workshops.findOneBy({ id }) : null;
    if (!workshop) throw new DomainError('workshop-not-found');
    return workshop;
  }
}
