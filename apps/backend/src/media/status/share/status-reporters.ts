/** Milliseconds without a message after which the status from a backend expires; it sends one every 2 s. */
export const REPORTER_TTL_MS = 6000;

/** Remembers which backend published the status of each stream, so that the status of a dead backend expires. */
export class StatusReporters {
  private readonly lastMessageAt = new Map<string, number>();
  private readonly reporterByPath = new Map<string, string>();

  /** Records a message of a backend. @param now Milliseconds of the monotonic clock. */
  recordMessage(backend: string, now: number): void {
    this.lastMessageAt.set(backend, now);
  }

  /** Sets the backend that publishes the status of a path. */
  set(path: string, backend: string): void {
    this.reporterByPath.set(path, backend);
  }

  /** Removes a path that this backend polls itself, or that was deleted. */
  remove(path: string): void {
    this.reporterByPath.delete(path);
  }

  /** Removes and returns the paths whose reporter sent no message within the last 6 s. */
  takeExpired(now: number): string[] {
    for (const [backend, at] of this.lastMessageAt)
      if (now - at >= REPORTER_TTL_MS) this.lastMessageAt.delete(backend);
    const expired = [...this.reporterByPath]
      .filter(([, backend]) => !this.lastMessageAt.has(backend))
      .map(([path]) => path);
    for (const path of expired) this.reporterByPath.delete(path);
    return expired;
  }
}
