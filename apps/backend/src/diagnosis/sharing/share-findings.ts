import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PlayerFindings } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { ListenNotify } from '../../platform/database/listen-notify';
import { PlayerFindingsBoard } from '../player-findings-board';

const CHANNEL = 'player_findings';

/** Has every backend know what a player told to one of them: the next request may go to another. */
@Injectable()
export class ShareFindings implements OnApplicationBootstrap {
  constructor(
    private readonly board: PlayerFindingsBoard,
    private readonly dataSource: DataSource,
    private readonly notifications: ListenNotify,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen(CHANNEL, {
      notified: (payload) => this.learn(payload),
      reconnected: () => undefined,
    });
  }

  /** Notes findings here, and tells the others. Without the database, here only. */
  async share(pitId: number, userId: number, findings: PlayerFindings): Promise<void> {
    this.board.note(pitId, userId, findings);
    const payload = JSON.stringify([pitId, userId, findings]);
    await this.dataSource.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => undefined);
  }

  private learn(payload: string): void {
    // Written by a backend of ours, checked where it came in; at home it is noted twice.
    const [pitId, userId, findings] = JSON.parse(payload) as [number, number, PlayerFindings];
    this.board.note(pitId, userId, findings);
  }
}
