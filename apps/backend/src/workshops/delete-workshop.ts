import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { violatedConstraint } from '../platform/database/violated-constraint';
import { DomainError } from '../platform/problems/domain-error';
import { message } from './messages';
import { WorkshopEntity } from './workshop.entity';

/** Deletes a workshop without pits, and the accounts of its members. */
@Injectable()
export class DeleteWorkshop {
  constructor(@InjectRepository(WorkshopEntity) private readonly workshops: Repository<WorkshopEntity>) {}

  /** @throws DomainError workshop-not-found or workshop-not-empty */
  async delete(id: number): Promise<void> {
    try {
      const { affected } = await this.workshops.delete({ id });
      if (affected !== 1) throw new DomainError('workshop-not-found');
    } catch (error) {
      if (violatedConstraint(error) === 'pit_keeps_workshop')
        throw new DomainError('workshop-not-empty', {
          detail: message('workshop-not-empty'),
          cause: error,
        });
      throw error;
    }
  }
}
