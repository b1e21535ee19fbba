interface Entry {
  count: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Milliseconds between two searches for expired entries, while there is no place. */
const SWEEP_MS = 1000;

/**
 * Counts attempts by key within a window of time. Bounded: past `mostEntries` nothing more is counted, and the caller
 * refuses what it cannot count. An entry is dropped when its window is over and for no other reason, so that no flood of
 * new keys makes it forget one. Looking inserts nothing.
 */
export class AttemptCounter {
  private readonly entries = new Map<string, Entry>();
  private sweptAt = -Infinity;

  constructor(
    private readonly windowSeconds: number,
    private readonly mostEntries: number,
  ) {}

  /** How many keys are counted. */
  get size(): number {
    return this.entries.size;
  }

  /** Seconds until the window of a key is over that has reached `limit`; null for one that has not. */
  secondsBlocked(key: string, limit: number, now: Date): number | null {
    const entry = this.current(key, now);
    if (!entry || entry.count < limit) return null;
    return Math.max(1, Math.ceil((entry.until - now.getTime()) / 1000));
  }

  /** Counts one. @returns false where there is no place: nothing was counted. */
  add(key: string, now: Date): boolean {
    const entry = this.current(key, now);
    if (entry) {
      entry.count += 1;
      return true;
    }
    if (!this.entries.has(key) && this.entries.size >= this.mostEntries) this.sweep(now);
    if (!this.entries.has(key) && this.entries.size >= this.mostEntries) return false;
    this.entries.set(key, { count: 1, until: now.getTime() + this.windowSeconds * 1000 });
    return true;
  }

  /** Takes one back. */
  takeBack(key: string, now: Date): void {
    const entry = this.current(key, now);
    if (!entry) return;
    entry.count -= 1;
    if (entry.count <= 0) this.entries.delete(key);
  }

  private current(key: string, now: Date): Entry | undefined {
    const entry = this.entries.get(key);
    return entry && this.isCurrent(entry, now) ? entry : undefined;
  }

  // More than a window left: the clock was set back, and no user is to be blocked for longer because of it.
  private isCurrent({ until }: Entry, now: Date): boolean {
    const left = until - now.getTime();
    return left > 0 && left <= this.windowSeconds * 1000;
  }

  private sweep(now: Date): void {
    if (Math.abs(now.getTime() - this.sweptAt) < SWEEP_MS) return;
    this.sweptAt = now.getTime();
    for (const [key, entry] of this.entries) if (!this.isCurrent(entry, now)) this.entries.delete(key);
  }
}
