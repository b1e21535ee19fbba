import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { RevocationCause, ViewerKind } from '@ppf/contracts';
import { type Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { ListenNotify } from '../../platform/database/listen-notify';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { ActiveViewings } from '../sessions/active-viewings';
import { FollowRows } from '../../platform/database/follow-rows';
import { subOf } from '../sessions/viewer';
import { type Revocation, type RevocationOf, Revocations } from './revocations';

interface RevocationRow {
  readonly jti: string | null;
  readonly viewer_kind: ViewerKind | null;
  readonly viewer_id: number | null;
  readonly pit_id: number | null;
  readonly cause: RevocationCause;
  readonly revoked_by: number | null;
  readonly revoked_at: Date;
}

/** Milliseconds between two times of forgetting. */
const SWEEP_MS = 60_000;

/** Keeps the revocations of every replica in memory, where the hook reads them. */
@Injectable()
export class KeepRevocations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows;
  private readonly heard = new Subject<void>();
  private sweeping: NodeJS.Timeout | undefined;

  /** Told after new ones are in memory. */
  readonly changes: Observable<void> = this.heard.asObservable();

  constructor(
    private readonly revocations: Revocations,
    private readonly active: ActiveViewings,
    private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    notifications: ListenNotify,
    readiness: Readiness,
  ) {
    readiness.require('revocations', () => revocations.isLoaded);
    this.rows = new FollowRows(notifications, {
      name: 'revocations',
      channel: 'viewing_revoked',
      readAll: () => this.readAll(),
      readChanged: (payloads) => this.read('id = ANY($1)', [payloads.map(Number)]),
    });
  }

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweeping = setInterval(() => this.revocations.sweep(new Date()), SWEEP_MS).unref();
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
    this.revocations.loaded();
  }

  private async read(condition: string, values: unknown[]): Promise<void> {
    const rows = await this.dataSource.query<RevocationRow[]>(
      `SELECT jti, viewer_kind, viewer_id, pit_id, cause, revoked_by, revoked_at FROM viewing_revocation WHERE ${condition}`,
      values,
    );
    for (const row of rows)
      this.faults.isolate('revocations', nameOf(row), () => this.take(revocationOf(row)));
    this.heard.next();
  }

  /** Each session that a revocation of a person or pit ends is noted by itself, so that its player is told. */
  private take(revocation: Revocation): void {
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

// PostgreSQL's `infinity` is no Date: who was revoked then stays revoked, as of now.
function revocationOf(row: RevocationRow): Revocation {
  const at = row.revoked_at instanceof Date ? row.revoked_at : new Date();
  return { of: whatOf(row), cause: row.cause, at, by: row.revoked_by };
}

function whatOf({ jti, viewer_kind: kind, viewer_id: id, pit_id: pitId }: RevocationRow): RevocationOf {
  if (jti !== null) return { jti };
  return pitId === null ? { sub: subOf({ kind: kind ?? 'unknown', id }) } : { pitId };
}
