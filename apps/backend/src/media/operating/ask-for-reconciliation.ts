import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Notified with the id of the media server whose paths are to be brought in line, to whichever backend leads there. */
export const RECONCILIATION_ASKED = 'reconciliation_asked';

/** Has the paths of a media server brought in line now. */
@Injectable()
export class AskForReconciliation {
  constructor(private readonly dataSource: DataSource) {}

  /** The leader begins within a moment, and does nothing when nothing differs. */
  async ask(serverId: number): Promise<void> {
    await this.dataSource.query('SELECT pg_notify($1, $2)', [RECONCILIATION_ASKED, String(serverId)]);
  }
}
