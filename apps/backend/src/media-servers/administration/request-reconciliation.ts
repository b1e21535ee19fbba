import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';

/** Requests that the leader of a media server reconciles its paths now. */
@Injectable()
export class RequestReconciliation {
  constructor(private readonly dataSource: DataSource) {}

  /** The leader starts within a second. It changes nothing when nothing differs. */
  async request(serverId: number): Promise<void> {
    await notify(this.dataSource, 'reconcile_requested', serverId);
  }
}
