/** Least milliseconds that count: less is a clock that is being corrected. */
const LEAP_MS = 1000;

/**
 * Finds leaps of the wall clock, by which instants are told, against the monotonic one, by which time passes: somebody
 * set it, a time server put it right after the start, or the machine slept. What was reckoned across a leap is wrong.
 */
export class ClockLeaps {
  private apart = apart();

  /** Whether the wall clock has leapt, ahead or back, since this was last asked. */
  leapt(): boolean {
    const before = this.apart;
    this.apart = apart();
    return Math.abs(this.apart - before) >= LEAP_MS;
  }
}

function apart(): number {
  return Date.now() - performance.now();
}
