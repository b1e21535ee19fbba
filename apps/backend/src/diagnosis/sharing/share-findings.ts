import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PlayerFindings } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';
import { NotifyListener } from '../../platform/database/notify-listener';
import { PlayerFindingsBoard } from '../player-findings-board';

/** Has every backend know what a player told to one of them: the next request may go to another. */
@Injectable()
export class ShareFindings implements OnApplicationBootstrap {
  constructor(
    private readonly board: PlayerFindingsBoard,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('player_findings', {
      // Arrives at this backend too, which stores it twice.
      onNotify: ({ pitId, userId, findings }) => this.board.note(pitId, userId, findings),
    });
  }

  /** Notes findings here, and tells the others. Without the database, here only. */
  async share(pitId: number, userId: number, findings: PlayerFindings): Promise<void> {
    this.board.note(pitId, userId, findings);
    await notify(this.dataSource, 'player_findings', { pitId, userId, findings }).catch(() => undefined);
  }
}
