/** Elapsed and remaining time of one test. */
export class ProbeClock {
  private readonly end: number;

  constructor(
    /** Monotonic time in milliseconds. */
    readonly now: () => number,
    totalMs: number,
  ) {
    this.end = now() + totalMs;
  }

  /** Remaining time of the test, at most `ms`. */
  remainingUpTo(ms: number): number {
    return Math.max(0, Math.min(ms, this.end - this.now()));
  }
}
