import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { Passwords } from './passwords';

/** Metrics of password hashing, which show a flood of sign-ins first. */
@Injectable()
export class PasswordMetrics {
  constructor(metrics: Metrics, { queue }: Passwords) {
    metrics.add(
      {
        name: 'ppf_password_hashes',
        kind: 'gauge',
        about: 'Password hashes that are running (`running`) and waiting (`waiting`, 64 at most).',
        labels: ['state'],
        read: () => [
          { labels: { state: 'running' }, value: queue.running },
          { labels: { state: 'waiting' }, value: queue.waiting },
        ],
      },
      {
        name: 'ppf_password_hashes_refused_total',
        kind: 'counter',
        about:
          'Password hashes that were refused because too many were waiting: the sign-in was answered with 503.',
        labels: [],
        read: () => [{ value: queue.refused }],
      },
    );
  }
}
