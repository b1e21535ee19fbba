/** Minimum milliseconds of a jump: less is a clock that is being adjusted gradually. */
const MIN_JUMP_MS = 1000;

/**
 * Detects jumps of the wall clock against the monotonic clock: an administrator set it, a
 * time server corrected it after the start, or the machine was suspended. Durations across a jump are wrong.
 */
export class ClockJumpDetector {
  private offsetMs = clockOffsetMs();

  /** Whether the wall clock has jumped, forward or back, since the last call. */
  hasJumped(): boolean {
    const before = this.offsetMs;
    this.offsetMs = clockOffsetMs();
    return Math.abs(this.offsetMs - before) >= MIN_JUMP_MS;
  }
}

/** Milliseconds that the wall clock is ahead of the monotonic one. */
function clockOffsetMs(): number {
  return Date.now() - performance.now();
}
