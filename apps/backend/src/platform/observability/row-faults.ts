import { Injectable, Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from '../failures/is-database-unavailable';
import { Metrics } from './metrics/metrics';

/** Work on rows of all tenants. A closed list: the label of the metric. */
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

/** Maximum faulty rows that are remembered per task. */
const MAX_REMEMBERED = 1000;

/**
 * Isolates work for all tenants from a row that cannot be processed: the row is left out, logged once, and
 * counted in `ppf_faulty_rows`, and the others are processed. An unavailable database is not the fault of a row: that error is rethrown.
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

  /** Number of rows that a task leaves out now. */
  count(task: RowTask): number {
    return this.of(task).size;
  }

  /**
   * Does the work for one row. @param row Identifies the row for operators, such as `pit 7`; no name, address or secret.
   * @returns undefined when it failed. @throws the error of an unavailable database.
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

  /** Like `isolate`, for asynchronous work. */
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
   * Writes rows in one batch, and when the database rejects it, in halves until the rejected rows are found: they are
   * left out, and the others are written. `write` must write all or nothing.
   * @throws errors that are not about a row: an unavailable, slow or locked database may accept it next time.
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

  /** Records a failed row. @throws the error of an unavailable database. */
  note(task: RowTask, row: string, failure: unknown): void {
    if (isDatabaseUnavailable(failure)) throw failure;
    const reason = describe(failure);
    const rows = this.of(task);
    if (rows.get(row) === reason) return;
    if (rows.size < MAX_REMEMBERED || rows.has(row)) rows.set(row, reason);
    this.logger.error({ task, row, reason }, 'a row is skipped: its content cannot be processed');
  }

  /** Clears a row that works again or was deleted. */
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
 * Errors that rows cause alone or together: a row twice in a batch (PostgreSQL's class 21), data exceptions (22),
 * violated constraints (23), a value too large for an index (54), and values that cannot be serialized.
 */
function isAboutRows(failure: unknown): boolean {
  if (failure instanceof TypeError || failure instanceof RangeError || failure instanceof URIError)
    return true;
  const { code, driverError } = failure as { code?: unknown; driverError?: { code?: unknown } };
  return /^(?:2[123]|54)\w{3}$/.test(String(code ?? driverError?.code));
}

// Not the message: `Invalid URL` and others repeat their input, passwords too.
function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const [frame = ''] = /\bat [^\n]+/.exec(failure.stack ?? '') ?? [];
  return `${failure.name} ${frame.replace(/\(.*\/(?=[^/]+\/[^/]+$)/, '(')}`.trim();
}
