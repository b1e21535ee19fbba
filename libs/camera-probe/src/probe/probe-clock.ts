/** The time of one test: what is over, and what is left. */
export class ProbeClock {
  private readonly end: number;

  constructor(
    /** Milliseconds that never go back. */
    readonly now: () => number,
    totalMs: number,
  ) {
    this.end = now() + totalMs;
  }

  /** What is left of the test, but no more than `ms`. */
  remainingUpTo(ms: number): number {
    return Math.max(0, Math.min(ms, this.end - this.now()));
  }
}
