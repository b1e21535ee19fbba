/** Camera tests: at once in this process, at once for one pit, and for one person within the window. */
export const CAMERA_TEST_LIMITS = { atOnce: 4, person: 10, windowSeconds: 60 } as const;
/** About as long as a test takes. */
const RETRY_AFTER_SECONDS = 10;

/**
 * Lets camera tests take turns: each of them makes this server connect somewhere and holds pictures in memory. Held by
 * this process: with N replicas the limits are N times as high.
 */
export class CameraTestLimiter {
  private readonly running = new Set<number>();
  /** Instants at which a person's tests began, in milliseconds since the epoch. */
  private readonly startsByUser = new Map<number, number[]>();

  /**
   * Begins a test; `end` must follow.
   * @returns seconds to wait when it cannot begin now, else null.
   */
  tryStart(person: number, pit: number, now: Date): number | null {
    const windowMs = CAMERA_TEST_LIMITS.windowSeconds * 1000;
    this.forgetBefore(now.getTime() - windowMs);
    const begun = this.startsByUser.get(person) ?? [];
    const [oldest = 0] = begun;
    if (begun.length >= CAMERA_TEST_LIMITS.person)
      return Math.max(1, Math.ceil((oldest + windowMs - now.getTime()) / 1000));
    if (this.running.has(pit) || this.running.size >= CAMERA_TEST_LIMITS.atOnce) return RETRY_AFTER_SECONDS;
    this.running.add(pit);
    this.startsByUser.set(person, [...begun, now.getTime()]);
    return null;
  }

  /** Ends the test of a pit. */
  finish(pit: number): void {
    this.running.delete(pit);
  }

  private forgetBefore(instant: number): void {
    for (const [person, instants] of this.startsByUser) {
      const recent = instants.filter((each) => each > instant);
      if (recent.length > 0) this.startsByUser.set(person, recent);
      else this.startsByUser.delete(person);
    }
  }
}
