import { Injectable, Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from '../failures/is-database-unavailable';
import { Metrics } from './metrics/metrics';

/** Work that goes through rows of all tenants. A closed list: the metric's label. */
export const ROW_TASKS = [
  'access-index',
  'alerts',
  'camera-hosts',
  'credentials',
  'edge-paths',
  'history',
  'live-events',
  'media-servers',
  'paths',
  'placements',
  'publish-keys',
  'redirects',
  'reseal',
  'revocations',
  'stream-status',
  'viewing-sessions',
] as const;
export type RowTask = (typeof ROW_TASKS)[number];

/** Faulty rows that are remembered of each task; of more than these only the number is known. */
const MAX_REMEMBERED = 1000;

/**
 * Isolates work that serves all tenants from a row that cannot be worked with: the row is left out, logged once, and
 * counted in `ppf_faulty_rows`, and the others go on. That the database is away is nobody's row, and passes.
 */
@Injectable()
export class RowFaults {
  private readonly logger = new Logger(RowFaults.name);
  private readonly faulty = new Map<RowTask, Map<string, string>>(ROW_TASKS.map((task) => [task, new Map()]));

  constructor(metrics: Metrics) {
    metrics.add({
      name: 'ppf_faulty_rows',
      kind: 'gauge',
      about:
        'Rows that this backend leaves out, because what is in them cannot be worked with; the log names each once.',
      labels: ['task'],
      read: () => ROW_TASKS.map((task) => ({ labels: { task }, value: this.count(task) })),
    });
  }

  /** How many rows a task leaves out now. */
  count(task: RowTask): number {
    return this.of(task).size;
  }

  /**
   * Does the work for one row. @param row What operators find it by: `pit 7`; no name, address or secret.
   * @returns undefined where it failed. @throws what the database fails with when it is away.
   */
  isolate<T>(task: RowTask, row: string, work: () => T): T | undefined {
    try {
      const done = work();
      this.clear(task, row);
      return done;
    } catch (failure) {
      this.note(task, row, failure);
      return undefined;
    }
  }

  /** As `isolate`, for work that waits. */
  async isolateAsync<T>(task: RowTask, row: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work();
      this.clear(task, row);
      return done;
    } catch (failure) {
      this.note(task, row, failure);
      return undefined;
    }
  }

  /**
   * Writes rows together, and where the database refuses them, in halves until the refused ones stand alone: they are
   * left out, the others are written. `write` must write all or nothing.
   * @throws what says nothing of a row: a database that is away, slow or locked may take it the next time.
   */
  async writeEach<T>(
    task: RowTask,
    rows: readonly T[],
    nameOf: (row: T) => string,
    write: (rows: readonly T[]) => Promise<void>,
  ): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    try {
      await write(rows);
      if (this.count(task) > 0) for (const row of rows) this.clear(task, nameOf(row));
    } catch (failure) {
      if (!isAboutRows(failure)) throw failure;
      if (rows.length === 1) return this.note(task, nameOf(first), failure);
      const half = Math.ceil(rows.length / 2);
      await this.writeEach(task, rows.slice(0, half), nameOf, write);
      await this.writeEach(task, rows.slice(half), nameOf, write);
    }
  }

  /** A row failed. @throws the failure, where it says that the database is away. */
  note(task: RowTask, row: string, failure: unknown): void {
    if (isDatabaseUnavailable(failure)) throw failure;
    const reason = describe(failure);
    const rows = this.of(task);
    if (rows.get(row) === reason) return;
    if (rows.size < MAX_REMEMBERED || rows.has(row)) rows.set(row, reason);
    this.logger.error({ task, row, reason }, 'a row is left out: what is in it cannot be worked with');
  }

  /** A row is well, or is no more. */
  clear(task: RowTask, row: string): void {
    const rows = this.of(task);
    if (rows.size > 0) rows.delete(row);
  }

  private of(task: RowTask): Map<string, string> {
    const rows = this.faulty.get(task);
    if (!rows) throw new Error(`There is no task ${task}.`);
    return rows;
  }
}

/**
 * What rows alone or together cause: a row that stands in a batch twice (PostgreSQL's class 21), data exceptions (22),
 * violated constraints (23), a value too large for an index (54), and values that could not be passed on.
 */
function isAboutRows(failure: unknown): boolean {
  if (failure instanceof TypeError || failure instanceof RangeError || failure instanceof URIError)
    return true;
  const { code, driverError } = failure as { code?: unknown; driverError?: { code?: unknown } };
  return /^(?:2[123]|54)\w{3}$/.test(String(code ?? driverError?.code));
}

// Not its message: `Invalid URL` and others repeat what they were given, passwords too.
function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const [frame = ''] = /\bat [^\n]+/.exec(failure.stack ?? '') ?? [];
  return `${failure.name} ${frame.replace(/\(.*\/(?=[^/]+\/[^/]+$)/, '(')}`.trim();
}
