/** A backend that was silent for so long tells nothing any more, in milliseconds; it speaks every 2 s. */
export const SILENT_AFTER_MS = 6000;

/** Which backend told of which stream last, so that nothing is believed of one that has gone. */
export class StatusReporters {
  private readonly heardAt = new Map<string, number>();
  private readonly tellers = new Map<string, string>();

  /** One was heard. */
  heard(from: string, now: number): void {
    this.heardAt.set(from, now);
  }

  /** It told of a stream. */
  told(path: string, from: string): void {
    this.tellers.set(path, from);
  }

  /** This backend sees the stream by itself, or it is no more. */
  forget(path: string): void {
    this.tellers.delete(path);
  }

  /** Streams of which nobody tells any more, since the last time that it was asked. */
  takeSilent(now: number): string[] {
    for (const [from, at] of this.heardAt) if (now - at >= SILENT_AFTER_MS) this.heardAt.delete(from);
    const silent = [...this.tellers].filter(([, from]) => !this.heardAt.has(from)).map(([path]) => path);
    for (const path of silent) this.tellers.delete(path);
    return silent;
  }
}
