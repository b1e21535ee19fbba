import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { Passwords } from './passwords';

/** Tells how busy the hashing of passwords is: what a flood of sign-ins shows in first. */
@Injectable()
export class PasswordMetrics {
  constructor(metrics: Metrics, { queue }: Passwords) {
    metrics.add(
      {
        name: 'ppf_password_hashes',
        kind: 'gauge',
        about: 'Passwords that are being hashed (`running`), and that wait for it (`waiting`, 64 at most).',
        labels: ['state'],
        read: () => [
          { labels: { state: 'running' }, value: queue.running },
          { labels: { state: 'waiting' }, value: queue.waiting },
        ],
      },
      {
        name: 'ppf_password_hashes_refused_total',
        kind: 'counter',
        about: 'Passwords that were not hashed, because too many waited: the sign-in was answered with 503.',
        labels: [],
        read: () => [{ value: queue.refused }],
      },
    );
  }
}
