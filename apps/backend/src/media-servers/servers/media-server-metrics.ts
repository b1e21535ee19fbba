import { Injectable } from '@nestjs/common';
import { type Metric, type Sample } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { type MediaServer } from './media-server';
import { MediaServers } from './media-servers';

/** Exports the health of the media servers as metrics. Each is a label value: operators add few of them. */
@Injectable()
export class MediaServerMetrics {
  constructor(
    metrics: Metrics,
    private readonly servers: MediaServers,
  ) {
    metrics.add(
      this.gauge(
        'ppf_media_server_up',
        '1: the last call of this backend to the control API of the media server succeeded, 0: it failed.',
        ({ health }) => (health.since === null ? null : Number(health.isReachable)),
      ),
      this.gauge(
        'ppf_media_server_answered_timestamp_seconds',
        'Time of the last successful call of this backend to the control API of the media server.',
        ({ health }) => (health.answeredAt ? health.answeredAt.getTime() / 1000 : null),
      ),
      this.gauge(
        'ppf_media_server_led',
        '1: this backend is the leader, so it polls the streams of the media server and reconciles its paths. One backend is the leader at a time.',
        ({ isLed }) => Number(isLed),
      ),
      this.info(),
    );
  }

  private info(): Metric {
    return {
      name: 'ppf_media_server_info',
      kind: 'gauge',
      about:
        'Always 1; `version` is the release that the media server reports, `unknown` before v1.15.2 and while it is unreachable.',
      labels: ['media_server', 'version'],
      read: () =>
        this.servers.all.map(({ name, health }) => ({
          labels: { media_server: name, version: health.version ?? 'unknown' },
          value: 1,
        })),
    };
  }

  /** @param of Value of one media server; null: no sample. */
  private gauge(name: string, about: string, of: (server: MediaServer) => number | null): Metric {
    const read = (): Sample[] =>
      this.servers.all.flatMap((server) => {
        const value = of(server);
        return value === null ? [] : [{ labels: { media_server: server.name }, value }];
      });
    return { name, kind: 'gauge', about, labels: ['media_server'], read };
  }
}
