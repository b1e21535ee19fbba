import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/observability/metrics/metrics';
import { softwareVersion } from './software-version';

/** The running version as a metric, to relate other metrics to upgrades. */
@Injectable()
export class MeasureVersion {
  constructor(metrics: Metrics) {
    metrics.add({
      name: 'ppf_info',
      kind: 'gauge',
      about: 'Always 1; `version` is that of this software.',
      labels: ['version'],
      read: () => [{ labels: { version: softwareVersion() }, value: 1 }],
    });
  }
}
