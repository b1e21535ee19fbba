import { Logger } from '@nestjs/common';
import type { NotifyChannel, NotifyPayload } from '../database/notify-channels';
import type { NotifyListener } from '../database/notify-listener';
import { FailureLog } from '../failures/failure-log';
import type { RowFaults, RowTask } from '../observability/row-faults';
import { delay } from '../scheduling/delay';
import { withDeadline } from '../scheduling/with-deadline';

/** A row of a projection. Its id is what notifications name. */
export interface ProjectedRow {
  readonly id: number;
}

/** Reads the rows from the database. `SqlRows` is the usual one. */
export interface RowSource<Row extends ProjectedRow> {
  /** Rows of a full load with an id above `afterId`, by id, at most `limit`. Fewer than `limit`: there are no more. */
  readPage(afterId: number, limit: number): Promise<readonly Row[]>;
  /** The rows with these ids. A missing one was deleted, or no longer belongs to the projection. */
  readByIds(ids: readonly number[]): Promise<readonly Row[]>;
}

/** Receives the rows of a full load, beside the copy that is in use. */
export interface RowLoad<Row extends ProjectedRow> {
  put(row: Row): void;
  /** The load is complete: it replaces the copy. Not called when reading fails. */
  commit(): void;
}

/** The copy in memory. Owned by the module that reads it, and synchronous: no reader gets a partial change. */
export interface RowCopy<Row extends ProjectedRow> {
  /** Begins a full load, before its first page is read. */
  beginLoad(): RowLoad<Row> | Promise<RowLoad<Row>>;
  /** A row is new or was changed. A row that throws is left out (see `faults`). */
  put(row: Row): void;
  /** A row was deleted, no longer belongs to the projection, or cannot be processed. Called for unknown ids too. */
  remove(id: number): void;
  /** All rows of one batch of notifications have been put or removed. */
  applied?(): void;
}

/** For each channel, which rows its notification names; `all`: load everything again. */
export type ProjectionChannels = {
  readonly [Channel in NotifyChannel]?: (payload: NotifyPayload<Channel>) => readonly number[] | 'all';
};

/** A projection: where its rows come from, and where they go. */
export interface ProjectionOptions<Row extends ProjectedRow> {
  /** Plural, for the log: "credentials". */
  readonly name: string;
  readonly channels: ProjectionChannels;
  readonly source: RowSource<Row>;
  readonly copy: RowCopy<Row>;
  /** Counts rows that cannot be worked with. `row`: what precedes the id in the log, "pit". */
  readonly faults: { readonly task: RowTask; readonly row: string };
  /** Rows of one query, and so of one turn of the event loop. Default 2000. */
  readonly pageRows?: number;
}

/** Milliseconds before reading again after the database failed. */
const RETRY_DELAY_MS = 1000;
const DEFAULT_PAGE_ROWS = 2000;

/**
 * The one implementation of an in-memory copy of database rows. It listens first and loads then, so that no change falls
 * between; reads rows again when a notification names them; and loads everything again after a lost connection. One
 * read at a time, in pages. While the database is unavailable the copy stays as it was. A row that cannot be worked with
 * is skipped, logged and counted, and the others are read.
 *
 * ```ts
 * this.projection = new RowProjection({ notifications, faults }, {
 *   name: 'credentials',
 *   channels: { users_changed: (id) => [id] },
 *   source: new SqlRows<CredentialRow>(dataSource, { select: 'SELECT id, … FROM app_user', where: 'disabled_at IS NULL' }),
 *   copy: this,
 *   faults: { task: 'credentials', row: 'user' },
 * });
 * onApplicationBootstrap() { return this.projection.start(); }
 * onModuleDestroy() { return this.projection.stop(); }
 * ```
 */
export class RowProjection<Row extends ProjectedRow> {
  private readonly failures: FailureLog;
  private readonly ending = new AbortController();
  private readonly changedIds = new Set<number>();
  private isReloadDue = true;
  private hasLoaded = false;
  private working: Promise<void> | undefined;

  constructor(
    private readonly dependencies: { readonly notifications: NotifyListener; readonly faults: RowFaults },
    private readonly options: ProjectionOptions<Row>,
  ) {
    const { name } = options;
    this.failures = new FailureLog(
      new Logger(RowProjection.name),
      `The ${name} cannot be read. The copy in memory stays as it is until the next attempt.`,
      `The ${name} are read again.`,
    );
  }

  /** Whether a full load has been completed. */
  get isLoaded(): boolean {
    return this.hasLoaded;
  }

  /** Whether the copy equals the rows: notifications arrive, and everything that they named has been read. */
  get isCurrent(): boolean {
    return !this.hasWork && this.working === undefined && this.dependencies.notifications.isConnected;
  }

  /** Subscribes and loads. @returns when the first load is complete, however long the database is unavailable. */
  async start(): Promise<void> {
    const channels = Object.entries(this.options.channels) as [NotifyChannel, (payload: unknown) => never][];
    for (const [index, [channel, idsOf]] of channels.entries())
      await this.dependencies.notifications.listen(channel, {
        onNotify: (payload) => this.notice(idsOf(payload)),
        // The connection is the same for all channels.
        ...(index === 0 && { onReconnect: () => this.reload() }),
      });
    await this.wake();
  }

  /** Loads everything again. */
  reload(): void {
    this.isReloadDue = true;
    void this.wake();
  }

  /**
   * Reads rows that no notification has named yet, such as one that was created a moment ago.
   * @returns when they have been read, or after `deadlineMs`, when the database is unavailable or slow.
   */
  async refresh(ids: readonly number[], deadlineMs: number): Promise<void> {
    for (const id of ids) this.changedIds.add(id);
    await withDeadline(this.wake(), deadlineMs, () => undefined);
  }

  /** Ends the projection. @returns when the read in progress has ended. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  private get hasWork(): boolean {
    return this.isReloadDue || this.changedIds.size > 0;
  }

  private notice(ids: readonly number[] | 'all'): void {
    if (ids === 'all') this.isReloadDue = true;
    else for (const id of ids) this.changedIds.add(id);
    if (this.hasWork) void this.wake();
  }

  /** One read at a time; what a notification names during a read is read after it. */
  private wake(): Promise<void> {
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      // A notification may arrive between the last check and this line.
      if (this.hasWork && !this.ending.signal.aborted) void this.wake();
    });
    return this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.ending;
    while (this.hasWork && !signal.aborted) {
      try {
        await (this.isReloadDue ? this.load() : this.applyChanges());
        this.failures.succeeded();
      } catch (failure) {
        if (signal.aborted) return;
        this.failures.failed(failure);
        await delay(RETRY_DELAY_MS, signal);
      }
    }
  }

  private async load(): Promise<void> {
    const { source, copy, pageRows = DEFAULT_PAGE_ROWS } = this.options;
    this.isReloadDue = false;
    this.changedIds.clear();
    try {
      const load = await copy.beginLoad();
      for (let afterId = 0, isMore = true; isMore;) {
        const rows = await source.readPage(afterId, pageRows);
        for (const row of rows) this.isolate(row.id, () => load.put(row));
        afterId = rows.at(-1)?.id ?? afterId;
        isMore = rows.length === pageRows;
      }
      load.commit();
      this.hasLoaded = true;
    } catch (failure) {
      this.isReloadDue = true;
      throw failure;
    }
  }

  private async applyChanges(): Promise<void> {
    const { source, copy, pageRows = DEFAULT_PAGE_ROWS } = this.options;
    const ids = [...this.changedIds].slice(0, pageRows);
    for (const id of ids) this.changedIds.delete(id);
    try {
      const rows = new Map((await source.readByIds(ids)).map((row) => [row.id, row]));
      for (const id of ids) {
        const row = rows.get(id);
        if (row && this.isolate(id, () => copy.put(row))) continue;
        copy.remove(id);
        if (!row) this.dependencies.faults.clear(this.options.faults.task, this.nameOf(id));
      }
      copy.applied?.();
    } catch (failure) {
      for (const id of ids) this.changedIds.add(id);
      throw failure;
    }
  }

  /** @returns whether the work succeeded. */
  private isolate(id: number, work: () => void): boolean {
    const { task } = this.options.faults;
    return this.dependencies.faults.isolate(task, this.nameOf(id), () => (work(), true)) === true;
  }

  private nameOf(id: number): string {
    return `${this.options.faults.row} ${id}`;
  }
}
