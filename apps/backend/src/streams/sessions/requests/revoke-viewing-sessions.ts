import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Principal } from '../../../auth';
import { QuotasConfig } from '../../../config/quotas.config';
import { DomainError } from '../../../platform/problems/domain-error';
import { delay } from '../../../platform/scheduling/delay';
import { insertRevocation } from '../recording/insert-revocation';
import { type RevocationOf } from '../admission/revocations';

/** Milliseconds to wait for the sessions to end. */
const MAX_WAIT_MS = 2000;
/** Milliseconds between two checks. */
const CHECK_INTERVAL_MS = 50;

/**
 * Revokes viewing sessions for a user, and waits until they have ended. The revocation is recorded first: PostgreSQL
 * notifies every replica, whose hooks deny the tokens from then on, and the leader, which disconnects the viewers.
 */
@Injectable()
export class RevokeViewingSessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: QuotasConfig,
  ) {}

  /**
   * Resolves when they have ended, or after two seconds. The leader retries a media server that does not answer.
   * @param isOwn Whether the user ends their own session.
   * @throws DomainError too-many-requests past MAX_REVOCATIONS_PER_MINUTE
   */
  async revoke(of: RevocationOf, principal: Principal, isOwn: boolean): Promise<void> {
    const cause = isOwn
      ? 'ended-by-viewer'
      : principal.role === 'operator'
        ? 'ended-by-operator'
        : 'ended-by-owner';
    await this.requireQuota(principal);
    const at = await insertRevocation(this.dataSource, { of, cause, by: principal.id });
    for (const until = Date.now() + MAX_WAIT_MS; Date.now() < until;) {
      if (!(await this.hasOpenSessions(of, at))) return;
      await delay(CHECK_INTERVAL_MS);
    }
  }

  /** Limits revocations per user, since every backend keeps each of them in memory. */
  private async requireQuota({ id }: Principal): Promise<void> {
    const { revocationsPerMinute: max } = this.config;
    const [row] = await this.dataSource.query<{ recent: number }[]>(
      `SELECT count(*)::int AS recent FROM viewing_revocation
       WHERE revoked_at > clock_timestamp() - interval '1 minute' AND revoked_by = $1`,
      [id],
    );
    if ((row?.recent ?? 0) >= max) throw new DomainError('too-many-requests', { retryAfterSeconds: 60 });
  }

  private async hasOpenSessions(of: RevocationOf, at: Date): Promise<boolean> {
    const [column, value] =
      'jti' in of
        ? ['jti::text', of.jti]
        : 'pitId' in of
          ? ['pit_id::text', String(of.pitId)]
          : [`viewer_kind || ':' || viewer_id`, of.sub];
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM viewing_session WHERE ended_at IS NULL AND issued_at <= $1 AND ${column} = $2 LIMIT 1`,
      [at, value],
    );
    return rows.length > 0;
  }
}
