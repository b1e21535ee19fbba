import { type Metric as Registered, type Registry } from 'prom-client';
import { withDeadline } from '../../scheduling/with-deadline';
import { type DurationSample, type Labels, type Metric } from './metric';
import { type Metrics } from './metrics';

/** Maximum duration of a metric with its own query, in milliseconds. Prometheus gives up after ten seconds. */
const READ_TIMEOUT_MS = 1000;

/** A sample in the form of prom-client. */
interface Exported {
  readonly labels: Labels;
  readonly value: number;
  readonly metricName?: string;
}

/** Exposes all metrics, and those of the process and of Node, in Prometheus' text format 0.0.4. */
export class ExposeMetrics {
  private unread = 0;

  private constructor(private readonly registry: Registry) {}

  /**
   * Starts to measure the process. Loading prom-client takes about 50 ms, and its event loop monitor some
   * processor time: only where metrics are enabled.
   */
  static async of(metrics: Metrics): Promise<ExposeMetrics> {
    const { collectDefaultMetrics, Registry } = await import('prom-client');
    const registry = new Registry();
    const exposed = new ExposeMetrics(registry);
    collectDefaultMetrics({ register: registry });
    metrics.add({
      name: 'ppf_metrics_unread_total',
      kind: 'counter',
      about: 'Times that a metric was omitted, because its source failed or did not respond within a second.',
      labels: [],
      read: () => [{ value: exposed.unread }],
    });
    for (const metric of metrics.all) registry.registerMetric(exposed.registered(metric));
    return exposed;
  }

  /** Content type of the text. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Reads all metrics now. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private registered(metric: Metric): Registered {
    const { name, about: help, kind: type } = metric;
    const get = async () => ({ name, help, type, values: await this.read(metric), aggregator: 'sum' });
    return { name, help, get } as unknown as Registered;
  }

  private async read(metric: Metric): Promise<readonly Exported[]> {
    try {
      if (metric.kind === 'histogram')
        return metric.read().flatMap((sample) => toSamples(metric.name, sample));
      const samples = await withDeadline(Promise.resolve(metric.read()), READ_TIMEOUT_MS, () => {
        throw new Error('The metric was not read in time.');
      });
      return samples.map(({ labels = {}, value }) => ({ labels, value }));
    } catch {
      this.unread += 1;
      return [];
    }
  }
}

function toSamples(name: string, { labels = {}, durations }: DurationSample): Exported[] {
  const { buckets, sum } = durations;
  return [
    ...buckets.map(([bound, value]) => ({
      labels: { ...labels, le: bound === Infinity ? '+Inf' : String(bound) },
      value,
      metricName: `${name}_bucket`,
    })),
    { labels, value: sum, metricName: `${name}_sum` },
    { labels, value: buckets.at(-1)?.[1] ?? 0, metricName: `${name}_count` },
  ];
}
