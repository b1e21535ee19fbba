/** Lines of one kind within a window: of warnings and less, and of errors. */
const MOST_LINES = { usual: 20, errors: 100 } as const;
const WINDOW_MS = 10_000;
/** Kinds that are counted at most; past it all are counted from zero. */
const MOST_KINDS = 2000;
const WARN = 40;

interface Kind {
  written: number;
  skipped: number;
  readonly since: number;
}

/**
 * Keeps a flood of one kind of line out of the log: an attack, or a fault that repeats, must not fill the disk nor hide
 * the rest. The next line of the kind after a window says how many were left out.
 */
export class LogSampler {
  private readonly kinds = new Map<string, Kind>();

  /** @param now Milliseconds, of a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts a line. @returns how many lines of its kind were left out before it; null: leave this one out. */
  count(kind: string, level: number): number | null {
    const now = this.now();
    const known = this.kinds.get(kind);
    if (!known || now - known.since >= WINDOW_MS) {
      if (!known && this.kinds.size >= MOST_KINDS) this.kinds.clear();
      this.kinds.set(kind, { written: 1, skipped: 0, since: now });
      return known?.skipped ?? 0;
    }
    if (known.written >= (level > WARN ? MOST_LINES.errors : MOST_LINES.usual)) {
      known.skipped += 1;
      return null;
    }
    known.written += 1;
    return 0;
  }
}
