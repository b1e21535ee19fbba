import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { PitEntity } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { holdWorkshop } from '../channels/hold-workshop';
import { MaintenanceWindowEntity } from './maintenance-window.entity';
import { readWindowRequest } from './read-window-request';

/** Windows of one workshop. */
const MOST_WINDOWS = 100;

/** Sets when a workshop's cameras may be away without anybody being told. */
@Injectable()
export class PutMaintenanceWindow {
  constructor(
    @InjectRepository(MaintenanceWindowEntity)
    private readonly windows: Repository<MaintenanceWindowEntity>,
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
  ) {}

  /**
   * @param id of the window that it replaces; null: makes one
   * @throws DomainError validation-failed, maintenance-window-not-found or too-many-maintenance-windows
   */
  async put(
    workshopId: number,
    id: number | null,
    request: PutMaintenanceWindowRequest,
  ): Promise<MaintenanceWindowEntity> {
    const asked = readWindowRequest(request);
    if (asked.pitId !== null && !(await this.pits.existsBy({ id: asked.pitId, workshopId })))
      throw new DomainError('validation-failed', {
        errors: [{ field: 'pit_id', message: 'must be a pit of this workshop' }],
      });
    return id === null ? this.make(workshopId, asked) : this.replace(workshopId, id, asked);
  }

  private async make(workshopId: number, asked: Partial<MaintenanceWindowEntity>) {
    const made = this.windows.create({ ...asked, workshopId });
    return this.windows.manager.transaction(async (transaction) => {
      await holdWorkshop(transaction, workshopId);
      if ((await transaction.countBy(MaintenanceWindowEntity, { workshopId })) >= MOST_WINDOWS)
        throw new DomainError('too-many-maintenance-windows');
      return transaction.save(made);
    });
  }

  private async replace(workshopId: number, id: number, asked: Partial<MaintenanceWindowEntity>) {
    const window = await this.windows.findOneBy({ id, workshopId });
    if (!window) throw new DomainError('maintenance-window-not-found');
    return this.windows.save({ ...window, ...asked });
  }
}
