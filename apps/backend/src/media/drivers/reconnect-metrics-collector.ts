import { Injectable } from '@nestjs/common';
import { type Metric } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { type ReconnectCounts } from '../reconnect/reconnect-counts';
import { MediaServerDrivers } from './media-server-drivers';

/** Exports the checks of offline cameras as metrics. */
@Injectable()
export class ReconnectMetricsCollector {
  constructor(
    metrics: Metrics,
    private readonly drivers: MediaServerDrivers,
  ) {
    metrics.add(
      this.checked(),
      this.counter(
        'ppf_camera_port_checks_total',
        'TCP connections of this backend to cameras without a stream, by the state of the port.',
        'port',
        ({ checks }) => checks,
      ),
      this.counter(
        'ppf_camera_reconnects_total',
        'Reconnections that this backend requested because the port of a camera was open: live, failed (no stream within 3 s), skipped (the media server was faster), or postponed (too many cameras of the workshop wait).',
        'outcome',
        ({ reconnects }) => reconnects,
      ),
    );
  }

  private checked(): Metric {
    return {
      name: 'ppf_cameras_without_stream',
      kind: 'gauge',
      about: 'Cameras without a stream whose ports are checked. Reported by the leader.',
      labels: ['media_server'],
      read: () =>
        this.drivers.all.flatMap(({ name, isLed, reconnectCounts }) =>
          isLed && reconnectCounts
            ? [{ labels: { media_server: name }, value: reconnectCounts.checked }]
            : [],
        ),
    };
  }

  private counter(
    name: string,
    about: string,
    label: string,
    of: (counts: ReconnectCounts) => Readonly<Record<string, number>>,
  ): Metric {
    return {
      name,
      kind: 'counter',
      about,
      labels: ['media_server', label],
      read: () =>
        this.drivers.all.flatMap(({ name: server, reconnectCounts }) =>
          Object.entries(reconnectCounts ? of(reconnectCounts) : {}).map(([value, count]) => ({
            labels: { media_server: server, [label]: value },
            value: count,
          })),
        ),
    };
  }
}
