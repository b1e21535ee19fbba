import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { HookTally } from './hook-tally';

/** Tells what MediaMTX asked, what it was told, and how long that took. */
@Injectable()
export class MeasureHook {
  constructor(metrics: Metrics, tally: HookTally) {
    metrics.add(
      {
        name: 'ppf_hook_requests_total',
        kind: 'counter',
        about:
          'Calls of the auth hook by MediaMTX. `reason` says why one was denied; `no-credentials` is a client that is about to be challenged.',
        labels: ['action', 'protocol', 'outcome', 'reason'],
        read: () => tally.calls,
      },
      {
        name: 'ppf_hook_duration_seconds',
        kind: 'histogram',
        about: 'From the arrival of a call of the hook to its answer. MediaMTX does nothing else meanwhile.',
        labels: [],
        read: () => [{ durations: tally.durations }],
      },
      {
        name: 'ppf_hook_strangers_total',
        kind: 'counter',
        about:
          'Calls of the hook without MEDIAMTX_HOOK_SECRET: a MediaMTX that has another one, or nobody of ours.',
        labels: [],
        read: () => [{ value: tally.strangers }],
      },
    );
  }
}
