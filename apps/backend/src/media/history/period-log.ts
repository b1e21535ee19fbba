import { randomUUID } from 'node:crypto';
import { type StreamCause } from '@ppf/contracts';
import { type PeriodState } from './stream-period';

/** A period as it is written: once when it begins, and again when it has ended. */
export interface PeriodEntry {
  readonly path: string;
  readonly state: PeriodState;
  readonly cause: StreamCause | null;
  readonly beganAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
}

/** What there is to write of an observation. */
export interface PeriodBatch {
  /** The observation's id. */
  readonly id: string;
  readonly beganAt: number;
  /** What goes on in its periods has been seen until here. */
  readonly observedUntil: number;
  readonly entries: readonly PeriodEntry[];
}

/** Entries that wait for the database, of one stream: what it does in ten minutes when it changes as often as it can. */
const MOST_WAITING = 64;
/** A clock that went back further than this has been set; periods before and after it are not joined. */
const CLOCK_SET_BACK_MS = 5000;

/**
 * What one observer saw of its streams, until it is written. A period is named by its stream and its begin, so that
 * writing one twice does no harm, and a batch that failed is simply written with the next.
 */
export class PeriodLog {
  private readonly id = randomUUID();
  private readonly beganAt: number;
  private observedUntil: number;
  private readonly current = new Map<string, PeriodEntry>();
  private readonly waiting = new Map<string, PeriodEntry[]>();

  /** @param now When the observation begins. */
  constructor(now: number) {
    this.beganAt = now;
    this.observedUntil = now;
  }

  /** How many entries wait to be written. */
  get size(): number {
    return [...this.waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** A reading of the media server begins. */
  heard(now: number): void {
    if (now < this.observedUntil - CLOCK_SET_BACK_MS) this.unheard();
    else if (now < this.observedUntil) return;
    this.observedUntil = now;
  }

  /**
   * What the reading says of a stream.
   * @param state null: nothing is known, or the stream is no more.
   * @param cause Who is at fault; null: nobody.
   */
  saw(path: string, state: PeriodState | null, cause: StreamCause | null = null): void {
    const before = this.current.get(path);
    if (before?.state === (state ?? undefined) && (before?.cause ?? null) === cause) return;
    const now = this.observedUntil;
    if (before) this.put({ ...before, endedAt: Math.max(now, before.beganAt) });
    if (!state) return void this.current.delete(path);
    const entry = { path, state, cause, beganAt: now, endedAt: null };
    this.current.set(path, entry);
    this.put(entry);
  }

  /** Nobody observes any more: what was going on is known until the last reading. */
  unheard(): void {
    for (const path of [...this.current.keys()]) this.saw(path, null);
  }

  /** What there is to write now. */
  batch(): PeriodBatch {
    const { id, beganAt, observedUntil } = this;
    return { id, beganAt, observedUntil, entries: [...this.waiting.values()].flat() };
  }

  /** A batch was written. What has changed meanwhile still waits. */
  written({ entries }: PeriodBatch): void {
    const done = new Set(entries);
    for (const [path, waiting] of this.waiting) {
      const rest = waiting.filter((entry) => !done.has(entry));
      if (rest.length > 0) this.waiting.set(path, rest);
      else this.waiting.delete(path);
    }
  }

  private put(entry: PeriodEntry): void {
    const waiting = this.waiting.get(entry.path) ?? [];
    const rest = waiting.filter(({ beganAt }) => beganAt !== entry.beganAt);
    // The first one may end a period that is written as going on, so it stays; what is dropped becomes unknown.
    if (rest.length >= MOST_WAITING) rest.splice(1, 1);
    this.waiting.set(entry.path, [...rest, entry]);
  }
}
