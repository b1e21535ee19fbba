import { type DurationCounts } from './durations';

/** What labels are called, and what they say. Values are from a closed list, or as many as an operator sets up. */
export type Labels = Readonly<Record<string, string>>;

/** One value, at the time that it is read. */
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** How long some things took. */
export interface DurationSample {
  readonly labels?: Labels;
  readonly durations: DurationCounts;
}

interface Described {
  /** As Prometheus has it: `ppf_` first, the unit last, `_total` after that for what only grows. */
  readonly name: string;
  /** One sentence for operators; the monitoring guide repeats it. */
  readonly about: string;
  /** Names of the labels. */
  readonly labels: readonly string[];
}

/** Something that is measured. It is read when somebody asks for the metrics, and costs nothing until then. */
export type Metric =
  | (Described & {
      readonly kind: 'counter' | 'gauge';
      /** A rejection, or no answer in time: left out this time, and counted. */
      read(): readonly Sample[] | Promise<readonly Sample[]>;
    })
  | (Described & { readonly kind: 'histogram'; read(): readonly DurationSample[] });
