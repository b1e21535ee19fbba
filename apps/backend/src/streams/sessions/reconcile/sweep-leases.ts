import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../../config/streams.config';

/** Milliseconds from a lease's end to the end of the session: a renewal may be on its way. */
export const LEASE_GRACE_MS = 10_000;
/** Hours that a session is kept which never began: a player retries a camera that is off every few seconds. */
const KEEP_NEVER_BEGUN_HOURS = 1;
/** Rows that one statement deletes. */
const DELETE_BATCH_SIZE = 20_000;
/** Milliseconds between two deletions of old rows. */
const DELETE_INTERVAL_MS = 600_000;

/** Revokes sessions whose lease has ended, and deletes old rows. Run by the leader. */
@Injectable()
export class SweepLeases {
  private deletedAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * Revokes sessions that were not renewed in time, and sessions without renewals after their fixed time.
   * @param mediaServerIds Ids of all media servers: the sessions of a removed one have ended.
   */
  async sweep(now: Date, mediaServerIds: readonly number[]): Promise<void> {
    // Sessions on an unreachable media server are revoked once, and disconnected when it is reachable again.
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
    await this.deleteOld(now);
  }

  private async deleteOld(now: Date): Promise<void> {
    if (now.getTime() - this.deletedAt < DELETE_INTERVAL_MS) return;
    this.deletedAt = now.getTime();
    const { keepSessionsDays } = this.config;
    await this.deleteBatch(
      'viewing_session',
      `end_reason = 'never-began' AND ended_at < $1::timestamptz - make_interval(hours => $2)`,
      [now, KEEP_NEVER_BEGUN_HOURS],
    );
    const old = [now, keepSessionsDays];
    await this.deleteBatch('viewing_session', `ended_at < $1::timestamptz - make_interval(days => $2)`, old);
    await this.deleteBatch(
      'viewing_revocation',
      `revoked_at < $1::timestamptz - make_interval(days => $2)`,
      old,
    );
  }

  /** Deletes one batch: a statement has a time limit, and the rest is deleted at the next interval. */
  private async deleteBatch(table: string, condition: string, values: unknown[]): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${DELETE_BATCH_SIZE})`,
      values,
    );
  }
}
