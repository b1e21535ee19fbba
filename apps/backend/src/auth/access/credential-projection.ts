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
/** Milliseconds that a request waits for the user's row before memory is used, or the request fails. */
const ROW_DEADLINE_MS = 1500;

interface CredentialRow {
  readonly id: number;
  readonly generation: number;
  readonly pit_ids: readonly number[] | null;
}

/** What a user's access depends on besides the claims of the access token. */
export interface Credential {
  readonly generation: number;
  /** Pits that the user is limited to; null: all pits of the workshop. */
  readonly pitIds: ReadonlySet<number> | null;
}

/**
 * The credential generation and the pits of every enabled user, in memory. An access token is accepted only with the user's current
 * generation: a change of password, role, workshop or pits, disabling and removal each end it, in every backend, as soon as
 * PostgreSQL's notification arrives. While notifications do not arrive, the row itself is read.
 */
@Injectable()
export class CredentialProjection implements RowCopy<CredentialRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly source: SqlRows<CredentialRow>;
  private readonly projection: RowProjection<CredentialRow>;
  private readonly changed = new Subject<number>();
  private credentials = new Map<number, Credential>();
  /** What `find` returned before the notification of the user's creation arrived. */
  private readonly acceptedEarly = new Map<number, Credential>();

  /** Ids of users whose earlier access tokens have ended; emits after they are refused here. */
  readonly changes: Observable<number> = this.changed.asObservable();

  constructor(
    dataSource: DataSource,
    notifications: NotifyListener,
    faults: RowFaults,
    readiness: Readiness,
  ) {
    this.source = new SqlRows<CredentialRow>(dataSource, {
      select: 'SELECT id, credential_generation AS generation, pit_ids FROM app_user',
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

  /** Whether this generation is current, from memory. False: call `find`. */
  isCurrent(userId: number, generation: number): boolean {
    return this.projection.isCurrent && this.credentials.get(userId)?.generation === generation;
  }

  /**
   * The credential of a token of this generation; null: the token is refused. Reads the user's row where memory does not decide: before the first
   * load, for a generation or user of which no notification has arrived, and while notifications do not arrive. While
   * the database is unavailable, memory is used: viewers keep watching, and no change can be committed.
   * @throws DomainError not-ready when the database takes too long: a frozen one never responds.
   */
  async find(userId: number, generation: number): Promise<Credential | null> {
    const known = this.credentials.get(userId);
    const matches = (credential: Credential | undefined): Credential | null =>
      credential?.generation === generation ? credential : null;
    if (this.projection.isCurrent && known && generation <= known.generation) return matches(known);
    try {
      const [row] = await withDeadline(this.source.readByIds([userId]), ROW_DEADLINE_MS, () => {
        throw new DomainError('not-ready', { retryAfterSeconds: 2 });
      });
      const accepted = matches(row && toCredential(row));
      const current = this.credentials.get(userId);
      // Memory may have become newer than the row during the read.
      if (current && current.generation > generation) return null;
      if (accepted && !current) this.acceptedEarly.set(userId, accepted);
      return accepted;
    } catch (error) {
      if (!isDatabaseUnavailable(error) && !(error instanceof DomainError)) throw error;
      const credential = matches(known);
      if (credential) return credential;
      throw error;
    }
  }

  /** Called by the projection. */
  beginLoad(): RowLoad<CredentialRow> {
    const fresh = new Map<number, Credential>();
    return {
      put: (row) => fresh.set(row.id, toCredential(row)),
      commit: () => {
        const before = new Map([...this.acceptedEarly, ...this.credentials]);
        this.acceptedEarly.clear();
        this.credentials = fresh;
        for (const [id, { generation }] of before)
          if (fresh.get(id)?.generation !== generation) this.changed.next(id);
      },
    };
  }

  /** Called by the projection. */
  put(row: CredentialRow): void {
    const before = this.credentials.get(row.id) ?? this.acceptedEarly.get(row.id);
    this.acceptedEarly.delete(row.id);
    this.credentials.set(row.id, toCredential(row));
    if (before && before.generation !== row.generation) this.changed.next(row.id);
  }

  /**
   * Called by the projection. Emits for a user who was never in memory too: `find` may have read their row before
   * the notification of their creation arrived.
   */
  remove(id: number): void {
    this.credentials.delete(id);
    this.acceptedEarly.delete(id);
    this.changed.next(id);
  }
}

function toCredential({ generation, pit_ids: pitIds }: CredentialRow): Credential {
  return { generation, pitIds: pitIds && new Set(pitIds) };
}
