import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';

/** Has the paths of a media server brought in line now. */
@Injectable()
export class AskForReconciliation {
  constructor(private readonly dataSource: DataSource) {}

  /** The leader begins within a moment, and does nothing when nothing differs. */
  async ask(serverId: number): Promise<void> {
    await notify(this.dataSource, 'reconcile_requested', serverId);
  }
}
