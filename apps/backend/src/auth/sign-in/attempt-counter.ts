interface Entry {
  count: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Milliseconds between two sweeps of expired entries while the counter is full. */
const SWEEP_INTERVAL_MS = 1000;

/**
 * Counts attempts by key within a time window. Bounded: past `maxEntries` no further key is counted, and the caller refuses
 * attempts that cannot be counted. An entry is removed only when its window has passed, so that a flood of new keys
 * displaces none. Reading inserts nothing.
 */
export class AttemptCounter {
  private readonly entries = new Map<string, Entry>();
  private sweptAt = -Infinity;

  constructor(
    private readonly windowSeconds: number,
    private readonly maxEntries: number,
  ) {}

  /** Number of counted keys. */
  get size(): number {
    return this.entries.size;
  }

  /** Seconds until the window of a key ends that has reached `limit`; null below the limit. */
  secondsBlocked(key: string, limit: number, now: Date): number | null {
    const entry = this.current(key, now);
    if (!entry || entry.count < limit) return null;
    return Math.max(1, Math.ceil((entry.until - now.getTime()) / 1000));
  }

  /** Counts an attempt. @returns false when the counter is full: nothing was counted. */
  add(key: string, now: Date): boolean {
    const entry = this.current(key, now);
    if (entry) {
      entry.count += 1;
      return true;
    }
    if (!this.entries.has(key) && this.entries.size >= this.maxEntries) this.sweep(now);
    if (!this.entries.has(key) && this.entries.size >= this.maxEntries) return false;
    this.entries.set(key, { count: 1, until: now.getTime() + this.windowSeconds * 1000 });
    return true;
  }

  /** Removes an attempt. */
  remove(key: string, now: Date): void {
    const entry = this.current(key, now);
    if (!entry) return;
    entry.count -= 1;
    if (entry.count <= 0) this.entries.delete(key);
  }

  private current(key: string, now: Date): Entry | undefined {
    const entry = this.entries.get(key);
    return entry && this.isCurrent(entry, now) ? entry : undefined;
  }

  // More than a window is left: the clock was set back, which must not block a user for longer.
  private isCurrent({ until }: Entry, now: Date): boolean {
    const left = until - now.getTime();
    return left > 0 && left <= this.windowSeconds * 1000;
  }

  private sweep(now: Date): void {
    if (Math.abs(now.getTime() - this.sweptAt) < SWEEP_INTERVAL_MS) return;
    this.sweptAt = now.getTime();
    for (const [key, entry] of this.entries) if (!this.isCurrent(entry, now)) this.entries.delete(key);
  }
}
