import { type DurationCounts } from './durations';

/** Labels by name. Their values are from a closed list, or as many as an operator configures. */
export type Labels = Readonly<Record<string, string>>;

/** One value at the time of reading. */
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** A histogram of durations. */
export interface DurationSample {
  readonly labels?: Labels;
  readonly durations: DurationCounts;
}

interface Described {
  /** By Prometheus' conventions: `ppf_` first, the unit last, then `_total` for counters. */
  readonly name: string;
  /** One sentence for operators; the monitoring guide repeats it. */
  readonly about: string;
  /** Names of the labels. */
  readonly labels: readonly string[];
}

/** A metric. It is read when metrics are scraped, and costs nothing until then. */
export type Metric =
  | (Described & {
      readonly kind: 'counter' | 'gauge';
      /** A metric that rejects or is too slow is left out of this scrape, and counted. */
      read(): readonly Sample[] | Promise<readonly Sample[]>;
    })
  | (Described & { readonly kind: 'histogram'; read(): readonly DurationSample[] });
