import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/observability/metrics/metrics';
import { EventStreams } from './event-streams';

/** Metrics of event streams. */
@Injectable()
export class EventStreamMetrics {
  constructor(metrics: Metrics, streams: EventStreams) {
    metrics.add(
      {
        name: 'ppf_event_streams',
        kind: 'gauge',
        about:
          'Open event streams (`GET /api/v1/events`) of this process: about one for each open dashboard.',
        labels: [],
        read: () => [{ value: streams.all.length }],
      },
      {
        name: 'ppf_event_streams_unsent',
        kind: 'gauge',
        about: 'Events that wait for slow clients.',
        labels: [],
        read: () => [{ value: streams.all.reduce((sum, { waiting }) => sum + waiting, 0) }],
      },
    );
  }
}
