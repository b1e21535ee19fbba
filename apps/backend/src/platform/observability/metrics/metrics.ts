import { type Metric } from './metric';

/** The metrics of this process. Components add their own when they are created; nothing is read until a scrape. */
export class Metrics {
  private readonly byName = new Map<string, Metric>();

  /** Adds metrics. @throws Error when a name is taken. */
  add(...metrics: readonly Metric[]): void {
    for (const metric of metrics) {
      if (this.byName.has(metric.name)) throw new Error(`There is a metric ${metric.name} already.`);
      this.byName.set(metric.name, metric);
    }
  }

  /** All metrics by name. */
  get all(): readonly Metric[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
