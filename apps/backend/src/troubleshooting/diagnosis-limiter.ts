/** Diagnoses at once in this process: each of them asks a camera and the media server. */
const AT_ONCE = 8;

/** Lets diagnoses take turns. Held by this process: with N replicas the limits are N times as high. */
export class DiagnosisLimiter {
  private readonly running = new Set<number>();

  /** Begins one of a person's; `end` must follow. @returns whether it may begin now. */
  begin(person: number): boolean {
    if (this.running.size >= AT_ONCE || this.running.has(person)) return false;
    this.running.add(person);
    return true;
  }

  /** Ends a person's. */
  end(person: number): void {
    this.running.delete(person);
  }
}
