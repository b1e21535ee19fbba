/** How much one key may do. */
export interface Rate {
  /** Requests a second, on and on. */
  readonly perSecond: number;
  /** Requests at once, after a pause. */
  readonly burst: number;
}

interface Bucket {
  /** What is left of the burst at `at`. */
  left: number;
  /** Milliseconds of a clock that only goes on. */
  at: number;
}

/** Milliseconds between two searches for buckets that are full again, while there is no place. */
const SWEEP_MS = 1000;

/**
 * Token buckets by key. Memory is bounded: where there is no place for a new key, all new keys share one bucket. A bucket
 * is dropped only once it is full again, so that no flood of new keys makes it forget one that is empty.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly shared: Bucket;
  private sweptAt = -Infinity;

  /** @param maxKeys Keys that have a bucket of their own. */
  constructor(
    private readonly rate: Rate,
    private readonly maxKeys: number,
  ) {
    this.shared = { left: rate.burst, at: 0 };
  }

  /** How many keys have a bucket. */
  get size(): number {
    return this.buckets.size;
  }

  /**
   * Takes one request of a key.
   * @param now Milliseconds of a clock that only goes on, such as `performance.now()`.
   * @returns null when it is within the rate, else the whole seconds until one is again.
   */
  take(key: string, now: number): number | null {
    const bucket = this.bucketOf(key, now);
    bucket.left = this.leftAt(bucket, now);
    bucket.at = now;
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return null;
    }
    return Math.max(1, Math.ceil((1 - bucket.left) / this.rate.perSecond));
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
