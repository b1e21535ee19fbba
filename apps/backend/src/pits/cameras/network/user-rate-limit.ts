/** Starts per user within the window. */
export interface UserRate {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Limits how often a user starts an operation, in a sliding window. The limit applies to this process. */
export class UserRateLimit {
  /** Start times in milliseconds since the epoch, by user id. */
  private readonly starts = new Map<number, number[]>();

  constructor(private readonly rate: UserRate) {}

  /** Seconds until the user may start the next operation. Null: now. */
  secondsUntilNext(userId: number, now: Date): number | null {
    const windowMs = this.rate.windowSeconds * 1000;
    this.dropUntil(now.getTime() - windowMs);
    const starts = this.starts.get(userId) ?? [];
    const [oldest = 0] = starts;
    if (starts.length < this.rate.limit) return null;
    return Math.max(1, Math.ceil((oldest + windowMs - now.getTime()) / 1000));
  }

  /** Counts a start. */
  add(userId: number, now: Date): void {
    this.starts.set(userId, [...(this.starts.get(userId) ?? []), now.getTime()]);
  }

  private dropUntil(instant: number): void {
    for (const [userId, starts] of this.starts) {
      const recent = starts.filter((start) => start > instant);
      if (recent.length > 0) this.starts.set(userId, recent);
      else this.starts.delete(userId);
    }
  }
}
