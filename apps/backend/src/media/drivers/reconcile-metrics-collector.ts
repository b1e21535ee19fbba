import { Injectable } from '@nestjs/common';
import { type Metric, type Sample } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { type ReconcileFigures } from '../paths/reconcile/reconcile-metrics';
import { MediaServerDrivers } from './media-server-drivers';

/** Exports the reconcile runs of every media server as metrics. Gauges come from the leader only. */
@Injectable()
export class ReconcileMetricsCollector {
  constructor(
    metrics: Metrics,
    private readonly drivers: MediaServerDrivers,
  ) {
    metrics.add(
      this.runs(),
      this.gauge(
        'ppf_reconcile_lag_seconds',
        'Age of the oldest change of a pit or camera that is not on the media server yet. Reported by the leader.',
        ({ lagSeconds }) => lagSeconds,
      ),
      this.gauge(
        'ppf_reconcile_last_success_timestamp_seconds',
        'Time of the last successful reconcile run; runs are at most 36 s apart. Reported by the leader.',
        ({ lastSuccessAt }) => lastSuccessAt,
      ),
      this.gauge(
        'ppf_reconcile_last_duration_seconds',
        'Duration of the last successful reconcile run. Reported by the leader.',
        ({ lastSeconds }) => lastSeconds,
      ),
      this.gauge(
        'ppf_reconcile_refused_paths',
        'Paths that the media server refused in the last successful run; the log has the reasons. Reported by the leader.',
        ({ refused }) => refused,
      ),
      this.notApplied(),
    );
  }

  private runs(): Metric {
    return {
      name: 'ppf_reconcile_runs_total',
      kind: 'counter',
      about: 'Reconcile runs of this backend, which compare the paths of the media server with the pits.',
      labels: ['media_server', 'outcome'],
      read: () =>
        this.drivers.all.flatMap(({ name, figures }) => [
          { labels: { media_server: name, outcome: 'succeeded' }, value: figures.succeeded },
          { labels: { media_server: name, outcome: 'failed' }, value: figures.failed },
        ]),
    };
  }

  private notApplied(): Metric {
    return {
      name: 'ppf_paths_not_applied',
      kind: 'gauge',
      about:
        'Paths that differ from the settings of their cameras and show nothing, by reason; the page of the pit has the fix. Reported by the leader.',
      labels: ['media_server', 'reason'],
      read: () =>
        this.drivers.all
          .filter(({ isLed }) => isLed)
          .flatMap(({ name, figures }) =>
            [...figures.notApplied].map(([reason, value]) => ({
              labels: { media_server: name, reason },
              value,
            })),
          ),
    };
  }

  /** @param of Value of one media server; null: no sample. */
  private gauge(name: string, about: string, of: (figures: ReconcileFigures) => number | null): Metric {
    const read = (): Sample[] =>
      this.drivers.all.flatMap((driver) => {
        const value = driver.isLed ? of(driver.figures) : null;
        return value === null ? [] : [{ labels: { media_server: driver.name }, value }];
      });
    return { name, kind: 'gauge', about, labels: ['media_server'], read };
  }
}
