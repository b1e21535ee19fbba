import { type Metric } from './metric';

/** What this process measures. Parts add their own when they are made; nothing is read until somebody asks. */
export class Metrics {
  private readonly byName = new Map<string, Metric>();

  /** Adds them. @throws Error when a name is taken: two parts would tell different things under it. */
  add(...metrics: readonly Metric[]): void {
    for (const metric of metrics) {
      if (this.byName.has(metric.name)) throw new Error(`There is a metric ${metric.name} already.`);
      this.byName.set(metric.name, metric);
    }
  }

  /** All of them, by name. */
  get all(): readonly Metric[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
