import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { PitEntity } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { message } from '../messages';
import { lockWorkshop } from '../limits/lock-workshop';
import { MaintenanceWindowEntity } from './maintenance-window.entity';
import { parseMaintenanceWindow } from './parse-maintenance-window';

/** Maximum number of maintenance windows of one workshop. */
const MAX_WINDOWS_PER_WORKSHOP = 100;

/** Creates or replaces a maintenance window of a workshop. */
@Injectable()
export class PutMaintenanceWindow {
  constructor(
    @InjectRepository(MaintenanceWindowEntity)
    private readonly windows: Repository<MaintenanceWindowEntity>,
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
  ) {}

  /**
   * @param id The window to replace; null: creates one.
   * @throws DomainError validation-failed, maintenance-window-not-found or too-many-maintenance-windows.
   */
  async put(
    workshopId: number,
    id: number | null,
    request: PutMaintenanceWindowRequest,
  ): Promise<MaintenanceWindowEntity> {
    const input = parseMaintenanceWindow(request);
    if (input.pitId !== null && !(await this.pits.existsBy({ id: input.pitId, workshopId })))
      throw new DomainError('validation-failed', {
        errors: [{ field: 'pit_id', message: message('field.pit') }],
      });
    return id === null ? this.create(workshopId, input) : this.replace(workshopId, id, input);
  }

  private async create(workshopId: number, input: Partial<MaintenanceWindowEntity>) {
    const window = this.windows.create({ ...input, workshopId });
    return this.windows.manager.transaction(async (transaction) => {
      await lockWorkshop(transaction, workshopId);
      if ((await transaction.countBy(MaintenanceWindowEntity, { workshopId })) >= MAX_WINDOWS_PER_WORKSHOP)
        throw new DomainError('too-many-maintenance-windows');
      return transaction.save(window);
    });
  }

  private async replace(workshopId: number, id: number, input: Partial<MaintenanceWindowEntity>) {
    const window = await this.windows.findOneBy({ id, workshopId });
    if (!window) throw new DomainError('maintenance-window-not-found');
    return this.windows.save({ ...window, ...input });
  }
}
