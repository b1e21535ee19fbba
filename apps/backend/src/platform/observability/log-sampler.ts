/** Maximum lines of one kind within a window: warnings and below, and errors. */
const MAX_LINES = { usual: 20, errors: 100 } as const;
const WINDOW_MS = 10_000;
/** Maximum kinds that are counted; with more, all counts start again. */
const MAX_KINDS = 2000;
const WARN = 40;

interface Kind {
  written: number;
  skipped: number;
  readonly since: number;
}

/**
 * Limits lines of one kind in the log: an attack, or a repeating fault, must neither fill the disk nor hide
 * other lines. The first line of the kind after a window has the number of those that were left out.
 */
export class LogSampler {
  private readonly kinds = new Map<string, Kind>();

  /** @param now Milliseconds of a monotonic clock. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts a line. @returns the number of lines of its kind that were left out before it; null: leave this one out. */
  count(kind: string, level: number): number | null {
    const now = this.now();
    const known = this.kinds.get(kind);
    if (!known || now - known.since >= WINDOW_MS) {
      if (!known && this.kinds.size >= MAX_KINDS) this.kinds.clear();
      this.kinds.set(kind, { written: 1, skipped: 0, since: now });
      return known?.skipped ?? 0;
    }
    if (known.written >= (level > WARN ? MAX_LINES.errors : MAX_LINES.usual)) {
      known.skipped += 1;
      return null;
    }
    known.written += 1;
    return 0;
  }
}
