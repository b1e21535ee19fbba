import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { violatedConstraint } from '../platform/database/violated-constraint';
import { DomainError } from '../platform/problems/domain-error';
import { PitEntity } from './pit.entity';
import { WorkshopQuotas } from './workshop-quotas';

/** Adds a pit to a workshop. */
@Injectable()
export class CreatePit {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    private readonly quotas: WorkshopQuotas,
  ) {}

  /** @throws DomainError pit-number-taken, too-many-pits or workshop-not-found */
  async create(workshopId: number, number: number, name: string | null): Promise<PitEntity> {
    try {
      return await this.pits.manager.transaction((manager) =>
        this.quotas.within(manager, workshopId, () =>
          manager.save(this.pits.create({ workshopId, number, name })),
        ),
      );
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'pit_number_taken') throw new DomainError('pit-number-taken', { cause: error });
      if (constraint === 'pit_keeps_workshop') throw new DomainError('workshop-not-found', { cause: error });
      throw error;
    }
  }
}
