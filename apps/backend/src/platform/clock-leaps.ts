/** Minimum milliseconds of a jump: less is a clock that is being adjusted gradually. */
const LEAP_MS = 1000;

/**
 * Detects jumps of the wall clock against the monotonic clock: an administrator
 * set it, a time server corrected it after the start, or the machine was suspended. Durations across a jump are wrong.
 */
export class ClockLeaps {
  private apart = apart();

  /** Whether the wall clock has jumped, forward or back, since the last call. */
  leapt(): boolean {
    const before = this.apart;
    this.apart = apart();
    return Math.abs(this.apart - before) >= LEAP_MS;
  }
}

function apart(): number {
  return Date.now() - performance.now();
}
