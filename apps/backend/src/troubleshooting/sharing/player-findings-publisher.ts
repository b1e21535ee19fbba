import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PlayerFindings } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';
import { NotifyListener } from '../../platform/database/notify-listener';
import { PlayerFindingsStore } from './player-findings-store';

/** Sends a player's report to all backends, because another backend may run the diagnosis. */
@Injectable()
export class PlayerFindingsPublisher implements OnApplicationBootstrap {
  constructor(
    private readonly store: PlayerFindingsStore,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
  ) {}

  /** Nest lifecycle hook: listens for the reports that other backends received. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('player_findings', {
      // The notification also arrives at the backend that sent it, which stores the report twice.
      onNotify: ({ pitId, userId, findings }) => this.store.record(pitId, userId, findings),
    });
  }

  /** Stores a report here and sends it to the other backends. Without the database, it is stored here only. */
  async publish(pitId: number, userId: number, findings: PlayerFindings): Promise<void> {
    this.store.record(pitId, userId, findings);
    await notify(this.dataSource, 'player_findings', { pitId, userId, findings }).catch(() => undefined);
  }
}
