import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { FollowRows } from '../../platform/database/follow-rows';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { NotifyListener } from '../../platform/database/notify-listener';
import { Readiness } from '../../platform/observability/readiness';
import { DomainError } from '../../platform/problems/domain-error';

/** Rows read in one query: reading 100 000 at once would hold the event loop, and with it the auth hook. */
const PAGE_ROWS = 5000;
/** Milliseconds that a request waits for the user's row before memory answers, or none. */
const ROW_DEADLINE_MS = 1500;

interface CredentialRow {
  readonly id: number;
  readonly generation: number;
}

/**
 * The credential generation of every enabled user, in memory. An access token is accepted only with the generation that
 * the user has now: a change of password, role or workshop, disabling and removal each end it, in every backend, as soon
 * as PostgreSQL's notification arrives. While notifications do not arrive, the row itself is read.
 */
@Injectable()
export class CredentialProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows<'users_changed'>;
  private readonly changed = new Subject<number>();
  private generations = new Map<number, number>();
  private isLoaded = false;

  /** Ids of users whose access tokens of before have ended, after they are refused here. */
  readonly changes: Observable<number> = this.changed.asObservable();

  constructor(
    private readonly dataSource: DataSource,
    notifications: NotifyListener,
    readiness: Readiness,
  ) {
    readiness.require('credentials', () => this.isLoaded);
    this.rows = new FollowRows(notifications, {
      name: 'credentials',
      channel: 'users_changed',
      readAll: () => this.readAll(),
      readChanged: (payloads) => this.readChanged(payloads),
    });
  }

  /** Nest's start. */
  onApplicationBootstrap(): Promise<void> {
    return this.rows.start();
  }

  /** Nest's shutdown. */
  onModuleDestroy(): Promise<void> {
    return this.rows.stop();
  }

  /** Whether tokens of this generation are known to be good, from memory. False: ask `accepts`. */
  isCurrent(userId: number, generation: number): boolean {
    return this.rows.isCurrent && this.generations.get(userId) === generation;
  }

  /**
   * Whether a token of this generation is good. Reads the user's row where memory does not settle it: before the first
   * load, for a generation or user of which no notification has arrived, and while notifications do not arrive. While
   * the database cannot be reached, memory answers: viewers keep watching, and no change can be committed.
   */
  async accepts(userId: number, generation: number): Promise<boolean> {
    const known = this.generations.get(userId);
    if (this.rows.isCurrent && known !== undefined && generation <= known) return generation === known;
    try {
      const [row] = await inTime(this.read('id = $1', [userId]));
      return row?.generation === generation;
    } catch (error) {
      if (!isDatabaseUnavailable(error) && !(error instanceof DomainError)) throw error;
      if (known === generation) return true;
      throw error;
    }
  }

  private async readAll(): Promise<void> {
    const fresh = new Map<number, number>();
    for (let after = 0, more = true; more;) {
      const rows = await this.read('id > $1 ORDER BY id LIMIT $2', [after, PAGE_ROWS]);
      for (const { id, generation } of rows) fresh.set(id, generation);
      after = rows.at(-1)?.id ?? after;
      more = rows.length === PAGE_ROWS;
    }
    const before = this.generations;
    this.generations = fresh;
    this.isLoaded = true;
    for (const [id, generation] of before) if (fresh.get(id) !== generation) this.changed.next(id);
  }

  private async readChanged(ids: readonly number[]): Promise<void> {
    const rows = await this.read('id = ANY($1)', [ids]);
    const found = new Map(rows.map(({ id, generation }) => [id, generation]));
    for (const id of ids) {
      const [before, now] = [this.generations.get(id), found.get(id)];
      if (now === undefined) this.generations.delete(id);
      else this.generations.set(id, now);
      if (before !== undefined && before !== now) this.changed.next(id);
    }
  }

  private read(condition: string, values: unknown[]): Promise<CredentialRow[]> {
    return this.dataSource.query<CredentialRow[]>(
      `SELECT id, credential_generation AS generation FROM app_user WHERE disabled_at IS NULL AND ${condition}`,
      values,
    );
  }
}

/** @throws DomainError not-ready when the database takes too long: a frozen one never answers. */
async function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('not-ready', { retryAfterSeconds: 2 })), ROW_DEADLINE_MS);
  });
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
