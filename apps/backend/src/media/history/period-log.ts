import { randomUUID } from 'node:crypto';
import { type StreamCause } from '@ppf/contracts';
import { type PeriodState } from './stream-period';

/** A period to write: once when it begins, and again when it has ended. */
export interface PeriodEntry {
  readonly path: string;
  readonly state: PeriodState;
  readonly cause: StreamCause | null;
  readonly beganAt: number;
  /** Null while it is open. */
  readonly endedAt: number | null;
}

/** Pending entries of one observation. */
export interface PeriodBatch {
  /** Id of the observation. */
  readonly id: string;
  readonly beganAt: number;
  /** Time of the last poll: open periods have lasted until then. */
  readonly observedUntil: number;
  readonly entries: readonly PeriodEntry[];
}

/** Pending entries per stream: the changes of ten minutes in a stream that changes as often as it can. */
const MAX_PENDING_ENTRIES = 64;
/** A clock that went back by more milliseconds was changed. Periods before and after the change are not joined. */
const CLOCK_CHANGE_TOLERANCE_MS = 5000;

/**
 * Periods of the streams that one tracker observes, until they are written. A period is identified by its stream and its
 * begin, so that writing one twice does no harm, and a failed batch is written again with the next one.
 */
export class PeriodLog {
  private readonly id = randomUUID();
  private readonly beganAt: number;
  private observedUntil: number;
  private readonly open = new Map<string, PeriodEntry>();
  private readonly pending = new Map<string, PeriodEntry[]>();

  /** @param now When the observation begins. */
  constructor(now: number) {
    this.beganAt = now;
    this.observedUntil = now;
  }

  /** Number of pending entries. */
  get size(): number {
    return [...this.pending.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Sets the time of the current poll. @returns whether all periods were ended, because the clock went back. */
  beginPoll(now: number): boolean {
    const isClockBack = now < this.observedUntil - CLOCK_CHANGE_TOLERANCE_MS;
    if (isClockBack) this.closeAll();
    if (isClockBack || now > this.observedUntil) this.observedUntil = now;
    return isClockBack;
  }

  /**
   * Records the state of a stream at the current poll.
   * @param state Null: unknown, or the stream was removed.
   * @param cause Cause of a missing picture; null: there is none.
   */
  record(path: string, state: PeriodState | null, cause: StreamCause | null = null): void {
    const before = this.open.get(path);
    if (before?.state === (state ?? undefined) && (before?.cause ?? null) === cause) return;
    const now = this.observedUntil;
    if (before) this.add({ ...before, endedAt: Math.max(now, before.beganAt) });
    if (!state) return void this.open.delete(path);
    const entry = { path, state, cause, beganAt: now, endedAt: null };
    this.open.set(path, entry);
    this.add(entry);
  }

  /** Ends all open periods at the last poll. */
  closeAll(): void {
    for (const path of [...this.open.keys()]) this.record(path, null);
  }

  /** All pending entries. */
  batch(): PeriodBatch {
    const { id, beganAt, observedUntil } = this;
    return { id, beganAt, observedUntil, entries: [...this.pending.values()].flat() };
  }

  /** Removes the entries of a batch that was written. Entries that changed meanwhile stay pending. */
  markWritten({ entries }: PeriodBatch): void {
    const written = new Set(entries);
    for (const [path, pending] of this.pending) {
      const rest = pending.filter((entry) => !written.has(entry));
      if (rest.length > 0) this.pending.set(path, rest);
      else this.pending.delete(path);
    }
  }

  private add(entry: PeriodEntry): void {
    const pending = this.pending.get(entry.path) ?? [];
    const rest = pending.filter(({ beganAt }) => beganAt !== entry.beganAt);
    // The first entry stays: it may end a period that is stored as open. Dropped periods become unknown.
    if (rest.length >= MAX_PENDING_ENTRIES) rest.splice(1, 1);
    this.pending.set(entry.path, [...rest, entry]);
  }
}
