import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Principal } from '../../auth';
import { QuotasConfig } from '../../config/quotas.config';
import { DomainError } from '../../platform/problems/domain-error';
import { insertRevocation } from './insert-revocation';
import { type RevocationOf } from './revocations';

/** Milliseconds that it is waited for the sessions to be gone. */
const WAIT_MS = 2000;
/** Milliseconds between two looks. */
const LOOK_MS = 50;

/**
 * Revokes on behalf of somebody, and waits until the sessions are gone. Recorded first: PostgreSQL tells every replica,
 * whose hooks refuse from then on, and the leader, which disconnects.
 */
@Injectable()
export class RevokeViewing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: QuotasConfig,
  ) {}

  /**
   * Resolves when they are gone, or after two seconds: a media server that does not answer is tried on and on.
   * @throws DomainError too-many-requests past MAX_REVOCATIONS_PER_MINUTE
   */
  async revoke(of: RevocationOf, principal: Principal, isOwn: boolean): Promise<void> {
    const cause = isOwn
      ? 'ended-by-viewer'
      : principal.role === 'super_admin'
        ? 'ended-by-operator'
        : 'ended-by-owner';
    await this.demandPlace(principal);
    const at = await insertRevocation(this.dataSource, { of, cause, by: principal.id });
    for (const until = Date.now() + WAIT_MS; Date.now() < until;) {
      if (!(await this.goesOn(of, at))) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Every backend keeps each revocation in memory for a while: one user may not fill it. */
  private async demandPlace({ id }: Principal): Promise<void> {
    const { revocationsPerMinute: most } = this.config;
    const [row] = await this.dataSource.query<{ made: number }[]>(
      `SELECT count(*)::int AS made FROM viewing_revocation
       WHERE revoked_at > clock_timestamp() - interval '1 minute' AND revoked_by = $1`,
      [id],
    );
    if ((row?.made ?? 0) >= most) throw new DomainError('too-many-requests', { retryAfterSeconds: 60 });
  }

  private async goesOn(of: RevocationOf, at: Date): Promise<boolean> {
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
