/** Counts of durations, as a histogram. */
export interface DurationCounts {
  /** Upper bounds in seconds, and the number of durations up to each. The last bound is Infinity: all of them. */
  readonly buckets: readonly (readonly [bound: number, count: number])[];
  /** Sum of all durations in seconds. */
  readonly sum: number;
}

/**
 * Upper bounds in seconds. The first ones are for the auth hook, which should respond in less than a millisecond and must not
 * take ten; the last ones are for requests that wait for a camera.
 */
const BOUNDS = [
  0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Counts durations: two additions each, without allocation. */
export class Durations {
  private readonly counts = new Float64Array(BOUNDS.length + 1);
  private sum = 0;

  /** Counts a duration in seconds. */
  took(seconds: number): void {
    let at = 0;
    while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sum += seconds;
  }

  /** The counts so far. */
  read(): DurationCounts {
    let below = 0;
    const buckets = [...BOUNDS, Infinity].map((bound, at) => {
      below += this.counts[at] ?? 0;
      return [bound, below] as const;
    });
    return { buckets, sum: this.sum };
  }
}
