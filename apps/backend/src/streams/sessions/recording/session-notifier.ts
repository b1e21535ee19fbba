import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';

/** PostgreSQL channel on which replicas announce changed viewing sessions. */
export const SESSIONS_CHANNEL = 'viewing_sessions';
/** Ids per notification: PostgreSQL takes 8000 bytes, and an id has ten digits at most. */
const MAX_IDS_PER_NOTIFICATION = 700;

/** Notifies the other replicas which viewing sessions to read again. */
@Injectable()
export class SessionNotifier {
  private readonly replica = randomUUID();

  constructor(private readonly dataSource: DataSource) {}

  /** @param includeSelf Whether this replica reads them again too. */
  async notify(ids: readonly number[], includeSelf = false): Promise<void> {
    for (let from = 0; from < ids.length; from += MAX_IDS_PER_NOTIFICATION) {
      const page = ids.slice(from, from + MAX_IDS_PER_NOTIFICATION);
      const payload = `${includeSelf ? '' : this.replica}:${page.join(',')}`;
      await this.dataSource.query('SELECT pg_notify($1, $2)', [SESSIONS_CHANNEL, payload]);
    }
  }

  /** The ids in a notification; none when this replica sent it for the others. */
  parseIds(payload: string): readonly number[] {
    const [replica, ids = ''] = payload.split(':');
    return replica === this.replica ? [] : ids.split(',').map(Number).filter(Number.isSafeInteger);
  }
}
