import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';

/** Channel on which replicas tell each other of sessions that began or ended. */
export const VIEWINGS_CHANNEL = 'viewing_sessions';
/** PostgreSQL takes 8000 bytes a notification; an id has ten digits at most. */
const IDS_AT_ONCE = 700;

/** Tells the other replicas which sessions they should read again. */
@Injectable()
export class TellViewings {
  private readonly replica = randomUUID();

  constructor(private readonly dataSource: DataSource) {}

  /** @param toAll whether this replica reads them again too */
  async tell(ids: readonly number[], toAll = false): Promise<void> {
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      const payload = `${toAll ? '' : this.replica}:${ids.slice(from, from + IDS_AT_ONCE).join(',')}`;
      await this.dataSource.query('SELECT pg_notify($1, $2)', [VIEWINGS_CHANNEL, payload]);
    }
  }

  /** The ids of a notification; none when this replica told it itself. */
  idsOf(payload: string): readonly number[] {
    const [replica, ids = ''] = payload.split(':');
    return replica === this.replica ? [] : ids.split(',').map(Number).filter(Number.isSafeInteger);
  }
}
