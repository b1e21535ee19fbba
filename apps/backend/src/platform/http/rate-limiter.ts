/** The rate of one key. */
export interface Rate {
  /** Sustained requests per second. */
  readonly perSecond: number;
  /** Requests in a burst, after a pause. */
  readonly burst: number;
}

interface Bucket {
  /** Tokens left at `at`. */
  left: number;
  /** Milliseconds of a monotonic clock. */
  at: number;
}

/** Milliseconds between two removals of full buckets while the table is full. */
const SWEEP_MS = 1000;

/**
 * Token buckets by key. Memory is bounded: when the table is full, all new keys share one bucket. A bucket
 * is removed only when it is full again, so that a flood of new keys cannot reset an empty one.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly shared: Bucket;
  private sweptAt = -Infinity;

  /** @param maxKeys Maximum number of keys with their own bucket. */
  constructor(
    private readonly rate: Rate,
    private readonly maxKeys: number,
  ) {
    this.shared = { left: rate.burst, at: 0 };
  }

  /** Number of keys with a bucket. */
  get size(): number {
    return this.buckets.size;
  }

  /**
   * Counts requests of a key: all of them, or none when they exceed the rate.
   * @param now Milliseconds of a monotonic clock, such as `performance.now()`.
   * @param count Number of requests. More than a burst count as a burst, so that they are allowed after a pause.
   * @returns null when the requests are within the rate, else whole seconds until they are.
   */
  take(key: string, now: number, count = 1): number | null {
    const needed = Math.min(count, this.rate.burst);
    const bucket = this.bucketOf(key, now);
    bucket.left = this.leftAt(bucket, now);
    bucket.at = now;
    if (bucket.left >= needed) {
      bucket.left -= needed;
      return null;
    }
    return Math.max(1, Math.ceil((needed - bucket.left) / this.rate.perSecond));
  }

  private bucketOf(key: string, now: number): Bucket {
    const known = this.buckets.get(key);
    if (known) return known;
    if (this.buckets.size >= this.maxKeys) this.sweep(now);
    if (this.buckets.size >= this.maxKeys) return this.shared;
    const fresh = { left: this.rate.burst, at: now };
    this.buckets.set(key, fresh);
    return fresh;
  }

  private leftAt({ left, at }: Bucket, now: number): number {
    return Math.min(this.rate.burst, left + (Math.max(0, now - at) / 1000) * this.rate.perSecond);
  }

  private sweep(now: number): void {
    if (now - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = now;
    for (const [key, bucket] of this.buckets)
      if (this.leftAt(bucket, now) >= this.rate.burst) this.buckets.delete(key);
  }
}
