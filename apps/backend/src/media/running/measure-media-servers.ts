import { Injectable } from '@nestjs/common';
import { type Metric, type Sample } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { MediaServers } from './media-servers';
import { type RunningMediaServer } from './running-media-server';

/** What is told of one; null: there is nothing to tell. */
type Reading = (server: RunningMediaServer) => number | null;

/** Tells how the media servers do. They are named: there are as many as the operator has set up. */
@Injectable()
export class MeasureMediaServers {
  constructor(
    metrics: Metrics,
    private readonly servers: MediaServers,
  ) {
    metrics.add(
      this.gauge(
        'ppf_media_server_up',
        '1: the control API of the media server answered this backend the last time, 0: it did not.',
        ({ health }) => (health.since === null ? null : Number(health.isReachable)),
      ),
      this.gauge(
        'ppf_media_server_answered_timestamp_seconds',
        'When the control API of the media server last answered this backend.',
        ({ health }) => (health.answeredAt ? health.answeredAt.getTime() / 1000 : null),
      ),
      this.gauge(
        'ppf_media_server_led',
        '1: this backend leads, so it observes the media server and keeps its paths. One backend does at a time.',
        ({ isLed }) => Number(isLed),
      ),
      this.info(),
      ...this.ofReconciling(),
    );
  }

  /** Of the leader only: the others keep no paths. */
  private ofReconciling(): Metric[] {
    return [
      {
        name: 'ppf_reconcile_runs_total',
        kind: 'counter',
        about: 'Runs of this backend that compared the paths of the media server with the pits.',
        labels: ['media_server', 'outcome'],
        read: () =>
          this.servers.allRunning.flatMap(({ name, keeper: { figures } }) => [
            { labels: { media_server: name, outcome: 'succeeded' }, value: figures.succeeded },
            { labels: { media_server: name, outcome: 'failed' }, value: figures.failed },
          ]),
      },
      this.gauge(
        'ppf_reconcile_lag_seconds',
        'For how long the oldest change of a pit or camera has waited to be brought to the media server. Told by the leader.',
        ({ isLed, keeper }) => (isLed ? keeper.figures.lagSeconds : null),
      ),
      this.gauge(
        'ppf_reconcile_last_success_timestamp_seconds',
        'When the paths of the media server were last found or brought in line; a run comes each 30 s. Told by the leader.',
        ({ isLed, keeper }) => (isLed ? keeper.figures.lastSuccessAt : null),
      ),
      this.gauge(
        'ppf_reconcile_last_duration_seconds',
        'How long that took. Told by the leader.',
        ({ isLed, keeper }) => (isLed ? keeper.figures.lastSeconds : null),
      ),
      this.gauge(
        'ppf_reconcile_refused_paths',
        'Paths that the media server did not take then; the log says why. Told by the leader.',
        ({ isLed, keeper }) => (isLed ? keeper.figures.refused : null),
      ),
      this.notApplied(),
    ];
  }

  private notApplied(): Metric {
    return {
      name: 'ppf_paths_not_applied',
      kind: 'gauge',
      about:
        'Paths that are not as their cameras are set up, and show nothing, by reason; the pit’s page says what to do. Told by the leader.',
      labels: ['media_server', 'reason'],
      read: () =>
        this.servers.allRunning
          .filter(({ isLed }) => isLed)
          .flatMap(({ name, keeper }) =>
            [...keeper.figures.notApplied].map(([reason, value]) => ({
              labels: { media_server: name, reason },
              value,
            })),
          ),
    };
  }

  private info(): Metric {
    return {
      name: 'ppf_media_server_info',
      kind: 'gauge',
      about:
        'Always 1; `version` is what the media server says it is, `unknown` before v1.15.2 and while it is away.',
      labels: ['media_server', 'version'],
      read: () =>
        this.servers.allRunning.map(({ name, health }) => ({
          labels: { media_server: name, version: health.version ?? 'unknown' },
          value: 1,
        })),
    };
  }

  private gauge(name: string, about: string, of: Reading): Metric {
    const read = (): Sample[] =>
      this.servers.allRunning.flatMap((server) => {
        const value = of(server);
        return value === null ? [] : [{ labels: { media_server: server.name }, value }];
      });
    return { name, kind: 'gauge', about, labels: ['media_server'], read };
  }
}
