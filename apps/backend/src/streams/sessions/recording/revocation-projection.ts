import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { RevocationCause, ViewerKind } from '@ppf/contracts';
import { type Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { Readiness } from '../../../platform/observability/readiness';
import { RowFaults } from '../../../platform/observability/row-faults';
import { type RowCopy, type RowLoad, RowProjection } from '../../../platform/projection/row-projection';
import { SqlRows } from '../../../platform/projection/sql-rows';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
import { subjectOf } from '../../tokens/viewer';
import { ActiveSessions } from '../admission/active-sessions';
import { type Revocation, type RevocationOf, Revocations } from '../admission/revocations';

interface RevocationRow {
  readonly id: number;
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
export class RevocationProjection implements RowCopy<RevocationRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly projection: RowProjection<RevocationRow>;
  private readonly appliedChanges = new Subject<void>();
  private readonly sweeping = new PeriodicTask({
    intervalMs: SWEEP_INTERVAL_MS,
    run: () => this.revocations.sweep(new Date()),
    report: { failed: () => undefined },
  });

  /** Emits after new revocations are in memory. */
  readonly changes: Observable<void> = this.appliedChanges.asObservable();

  constructor(
    private readonly revocations: Revocations,
    private readonly active: ActiveSessions,
    dataSource: DataSource,
    notifications: NotifyListener,
    faults: RowFaults,
    readiness: Readiness,
  ) {
    this.projection = new RowProjection<RevocationRow>(
      { notifications, faults },
      {
        name: 'revocations',
        channels: { viewing_revoked: (id) => [id] },
        source: new SqlRows<RevocationRow>(dataSource, {
          select:
            'SELECT id, jti, viewer_kind, viewer_id, pit_id, cause, revoked_by, revoked_at FROM viewing_revocation',
          loadWhere: `revoked_at > clock_timestamp() - interval '${revocations.keptForMs} milliseconds'`,
        }),
        copy: this,
        faults: { task: 'revocations', row: 'revocation' },
      },
    );
    readiness.require('revocations', () => revocations.isLoaded);
  }

  /** Nest lifecycle hook: starts this component. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweeping.start();
    await this.projection.start();
  }

  /** Nest lifecycle hook: stops this component. */
  async onModuleDestroy(): Promise<void> {
    await this.sweeping.stop();
    await this.projection.stop();
  }

  /** Called by the projection. Adds to the revocations in memory: none is ever withdrawn. */
  beginLoad(): RowLoad<RevocationRow> {
    return {
      put: (row) => this.put(row),
      commit: () => {
        this.revocations.markLoaded();
        this.applied();
      },
    };
  }

  /** Called by the projection. Also revokes each viewing session that the revocation ends, so that its player learns the cause. */
  put(row: RevocationRow): void {
    const revocation = toRevocation(row);
    this.revocations.add(revocation);
    const { of } = revocation;
    const ended =
      'sub' in of ? this.active.ofViewer(of.sub) : 'pitId' in of ? this.active.ofPit(of.pitId) : [];
    for (const { jti, beganAt } of ended) {
      if (beganAt <= revocation.at.getTime()) this.revocations.add({ ...revocation, of: { jti } });
    }
  }

  /** Called by the projection. Does nothing: old revocations are swept. */
  remove(): void {}

  /** Called by the projection. */
  applied(): void {
    this.appliedChanges.next();
  }
}

// PostgreSQL's `infinity` is not a Date: such a revocation applies as of now.
function toRevocation(row: RevocationRow): Revocation {
  const at = row.revoked_at instanceof Date ? row.revoked_at : new Date();
  return { of: scopeOf(row), cause: row.cause, at, by: row.revoked_by };
}

function scopeOf({ jti, viewer_kind: kind, viewer_id: id, pit_id: pitId }: RevocationRow): RevocationOf {
  if (jti !== null) return { jti };
  return pitId === null ? { sub: subjectOf({ kind: kind ?? 'unknown', id }) } : { pitId };
}
