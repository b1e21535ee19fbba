import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../config/streams.config';

/** Milliseconds past a lease's end before the session is ended: a renewal may be on its way. */
export const LEASE_GRACE_MS = 10_000;
/** Hours that a session is kept which never began: a player asks a camera that is off every few seconds. */
const NEVER_BEGAN_HOURS = 1;
/** Rows that one statement deletes. */
const DELETE_AT_ONCE = 20_000;
/** Milliseconds between two times of clearing up. */
const CLEAR_EVERY_MS = 600_000;

/** Revokes sessions whose lease has ended, and deletes what is too old to be kept. Done by the leader. */
@Injectable()
export class SweepLeases {
  private clearedAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * Revokes what was not renewed in time; what was never renewed has had its fixed time.
   * @param mediaServerIds those there are: with one that was removed its sessions have ended
   */
  async sweep(now: Date, mediaServerIds: readonly number[]): Promise<void> {
    // Those on a media server that does not answer are revoked once, and disconnected when it is back.
    await this.dataSource.query(
      `INSERT INTO viewing_revocation (jti, cause)
       SELECT s.jti, CASE WHEN s.is_leased THEN 'lease-ended' ELSE 'time-limit' END FROM viewing_session s
       WHERE s.ended_at IS NULL AND s.lease_until < $1
         AND NOT EXISTS (SELECT FROM viewing_revocation r WHERE r.jti = s.jti)`,
      [new Date(now.getTime() - LEASE_GRACE_MS)],
    );
    await this.dataSource.query(
      `UPDATE viewing_session SET ended_at = $1, end_reason = 'left' WHERE ended_at IS NULL AND media_server_id <> ALL($2)`,
      [now, mediaServerIds],
    );
    await this.clear(now);
  }

  private async clear(now: Date): Promise<void> {
    if (now.getTime() - this.clearedAt < CLEAR_EVERY_MS) return;
    this.clearedAt = now.getTime();
    const { keepSessionsDays } = this.config;
    await this.delete(
      'viewing_session',
      `end_reason = 'never-began' AND ended_at < $1::timestamptz - make_interval(hours => $2)`,
      [now, NEVER_BEGAN_HOURS],
    );
    const old = [now, keepSessionsDays];
    await this.delete('viewing_session', `ended_at < $1::timestamptz - make_interval(days => $2)`, old);
    await this.delete('viewing_revocation', `revoked_at < $1::timestamptz - make_interval(days => $2)`, old);
  }

  /** A part of them at a time: one statement has seconds only, and what was not deleted is at the next time. */
  private async delete(table: string, condition: string, values: unknown[]): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${DELETE_AT_ONCE})`,
      values,
    );
  }
}
