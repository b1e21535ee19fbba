/** The time of one test: what is over, and what is left. */
export class ProbeClock {
  now;
  end;
  constructor(
    /** Milliseconds that never go back. */
    now,
    totalMs,
  ) {
    this.now = now;
    this.end = now() + totalMs;
  }
  /** What is left of the test, but no more than `ms`. */
  atMost(ms) {
    return Math.max(0, Math.min(ms, this.end - this.now()));
  }
}
