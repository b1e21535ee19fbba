import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { RevocationCause, ViewerKind } from '@ppf/contracts';
import { type Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { Readiness } from '../../../platform/observability/readiness';
import { RowFaults } from '../../../platform/observability/row-faults';
import { ActiveSessions } from '../admission/active-sessions';
import { FollowRows } from '../../../platform/database/follow-rows';
import { subjectOf } from '../../tokens/viewer';
import { type Revocation, type RevocationOf, Revocations } from '../admission/revocations';

interface RevocationRow {
  readonly jti: string | null;
  readonly viewer_kind: ViewerKind | null;
  readonly viewer_id: number | null;
  readonly pit_id: number | null;
  readonly cause: RevocationCause;
  readonly revoked_by: number | null;
  readonly revoked_at: Date;
}

/** Milliseconds between two removals of old revocations. */
const SWEEP_INTERVAL_MS = 60_000;

/** Loads the recent revocations from the database, those of other replicas too, and applies changes. */
@Injectable()
export class RevocationProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows<'viewing_revoked'>;
  private readonly applied = new Subject<void>();
  private sweeping: NodeJS.Timeout | undefined;

  /** Emits after new revocations are in memory. */
  readonly changes: Observable<void> = this.applied.asObservable();

  constructor(
    private readonly revocations: Revocations,
    private readonly active: ActiveSessions,
    private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    notifications: NotifyListener,
    readiness: Readiness,
  ) {
    readiness.require('revocations', () => revocations.isLoaded);
    this.rows = new FollowRows(notifications, {
      name: 'revocations',
      channel: 'viewing_revoked',
      readAll: () => this.readAll(),
      readChanged: (payloads) => this.read('id = ANY($1)', [payloads]),
    });
  }

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweeping = setInterval(() => this.revocations.sweep(new Date()), SWEEP_INTERVAL_MS).unref();
    await this.rows.start();
  }

  /** Nest's shutdown. */
  onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeping);
    return this.rows.stop();
  }

  private async readAll(): Promise<void> {
    const since = new Date(Date.now() - this.revocations.keptForMs);
    await this.read('revoked_at > $1 ORDER BY id', [since]);
    this.revocations.markLoaded();
  }

  private async read(condition: string, values: unknown[]): Promise<void> {
    const rows = await this.dataSource.query<RevocationRow[]>(
      `SELECT jti, viewer_kind, viewer_id, pit_id, cause, revoked_by, revoked_at FROM viewing_revocation WHERE ${condition}`,
      values,
    );
    for (const row of rows)
      this.faults.isolate('revocations', nameOf(row), () => this.apply(toRevocation(row)));
    this.applied.next();
  }

  /** Also revokes each viewing session that a revocation of a viewer or pit ends, so that its player learns the cause. */
  private apply(revocation: Revocation): void {
    this.revocations.add(revocation);
    const { of } = revocation;
    const ended =
      'sub' in of ? this.active.ofViewer(of.sub) : 'pitId' in of ? this.active.ofPit(of.pitId) : [];
    for (const { jti, beganAt } of ended) {
      if (beganAt <= revocation.at.getTime()) this.revocations.add({ ...revocation, of: { jti } });
    }
  }
}

function nameOf({ jti, viewer_id: viewer, pit_id: pit }: RevocationRow): string {
  return jti === null ? (pit === null ? `viewer ${viewer}` : `pit ${pit}`) : `session ${jti}`;
}

// PostgreSQL's `infinity` is no Date: such a revocation applies as of now.
function toRevocation(row: RevocationRow): Revocation {
  const at = row.revoked_at instanceof Date ? row.revoked_at : new Date();
  return { of: scopeOf(row), cause: row.cause, at, by: row.revoked_by };
}

function scopeOf({ jti, viewer_kind: kind, viewer_id: id, pit_id: pitId }: RevocationRow): RevocationOf {
  if (jti !== null) return { jti };
  return pitId === null ? { sub: subjectOf({ kind: kind ?? 'unknown', id }) } : { pitId };
}
