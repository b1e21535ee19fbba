import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../platform/database/notify-listener';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { DomainError } from '../../platform/problems/domain-error';
import { type RowCopy, type RowLoad, RowProjection } from '../../platform/projection/row-projection';
import { SqlRows } from '../../platform/projection/sql-rows';
import { withDeadline } from '../../platform/scheduling/with-deadline';

/** Rows of one query: small enough that the event loop, and the requests on it, wait a few milliseconds. */
const PAGE_ROWS = 5000;
/** Milliseconds that a request waits for the user's row before memory answers, or none. */
const ROW_DEADLINE_MS = 1500;

interface CredentialRow {
  readonly id: number;
  readonly generation: number;
}

/**
 * The credential generation of every enabled user, in memory. An access token is accepted only with the user's current
 * generation: a change of password, role or workshop, disabling and removal each end it, in every backend, as soon as
 * PostgreSQL's notification arrives. While notifications do not arrive, the row itself is read.
 */
@Injectable()
export class CredentialProjection implements RowCopy<CredentialRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly source: SqlRows<CredentialRow>;
  private readonly projection: RowProjection<CredentialRow>;
  private readonly changed = new Subject<number>();
  private generations = new Map<number, number>();

  /** Ids of users whose earlier access tokens have ended; emits after they are refused here. */
  readonly changes: Observable<number> = this.changed.asObservable();

  constructor(
    dataSource: DataSource,
    notifications: NotifyListener,
    faults: RowFaults,
    readiness: Readiness,
  ) {
    this.source = new SqlRows<CredentialRow>(dataSource, {
      select: 'SELECT id, credential_generation AS generation FROM app_user',
      where: 'disabled_at IS NULL',
    });
    this.projection = new RowProjection<CredentialRow>(
      { notifications, faults },
      {
        name: 'credentials',
        channels: { users_changed: (id) => [id] },
        source: this.source,
        copy: this,
        faults: { task: 'credentials', row: 'user' },
        pageRows: PAGE_ROWS,
      },
    );
    readiness.require('credentials', () => this.projection.isLoaded);
  }

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): Promise<void> {
    return this.projection.start();
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): Promise<void> {
    return this.projection.stop();
  }

  /** Whether this generation is current, from memory. False: call `accepts`. */
  isCurrent(userId: number, generation: number): boolean {
    return this.projection.isCurrent && this.generations.get(userId) === generation;
  }

  /**
   * Whether a token of this generation is accepted. Reads the user's row where memory does not decide: before the first
   * load, for a generation or user of which no notification has arrived, and while notifications do not arrive. While
   * the database is unavailable, memory answers: viewers keep watching, and no change can be committed.
   * @throws DomainError not-ready when the database takes too long: a frozen one never answers.
   */
  async accepts(userId: number, generation: number): Promise<boolean> {
    const known = this.generations.get(userId);
    if (this.projection.isCurrent && known !== undefined && generation <= known) return generation === known;
    try {
      const [row] = await withDeadline(this.source.readByIds([userId]), ROW_DEADLINE_MS, () => {
        throw new DomainError('not-ready', { retryAfterSeconds: 2 });
      });
      return row?.generation === generation;
    } catch (error) {
      if (!isDatabaseUnavailable(error) && !(error instanceof DomainError)) throw error;
      if (known === generation) return true;
      throw error;
    }
  }

  /** Called by the projection. */
  beginLoad(): RowLoad<CredentialRow> {
    const fresh = new Map<number, number>();
    return {
      put: ({ id, generation }) => fresh.set(id, generation),
      commit: () => {
        const before = this.generations;
        this.generations = fresh;
        for (const [id, generation] of before) if (fresh.get(id) !== generation) this.changed.next(id);
      },
    };
  }

  /** Called by the projection. */
  put({ id, generation }: CredentialRow): void {
    const before = this.generations.get(id);
    this.generations.set(id, generation);
    if (before !== undefined && before !== generation) this.changed.next(id);
  }

  /**
   * Called by the projection. Emits for a user who was never in memory too: `accepts` may have read their row before
   * the notification of their creation arrived.
   */
  remove(id: number): void {
    this.generations.delete(id);
    this.changed.next(id);
  }
}
