import { Injectable } from '@nestjs/common';
import { AUTH_ACTIONS, type AuthRequest } from '@ppf/mediamtx';
import { type DurationCounts, Durations } from '../../../platform/observability/metrics/durations';
import { type Sample } from '../../../platform/observability/metrics/metric';
import { Metrics } from '../../../platform/observability/metrics/metrics';
import { type HookDecision } from '../decision/hook-decision';

/** Protocols that MediaMTX sends; `none` for playback and its own services, `other` for one that a release may add. */
const PROTOCOLS = ['none', 'rtsp', 'webrtc', 'hls', 'rtmp', 'srt', 'moq', 'other'] as const;
const OTHER_INDEX = PROTOCOLS.indexOf('other');
/** `none` for a body that could not be parsed. */
const ACTIONS = [...AUTH_ACTIONS, 'none'] as const;
const UNPARSED_INDEX = ACTIONS.indexOf('none');
/** Reason label of allowed requests. */
const NO_REASON = 'none';

const PROTOCOL_INDEX: ReadonlyMap<string, number> = new Map(PROTOCOLS.map((name, at) => [name, at]));
const ACTION_INDEX: ReadonlyMap<string, number> = new Map(ACTIONS.map((name, at) => [name, at]));

/**
 * Counts the calls of the auth hook. MediaMTX waits for each of them, so a call costs two look-ups and three additions,
 * after its response; names and labels are put together when the metrics are read. Reasons are a closed list, so the memory
 * does not grow with what clients send.
 */
@Injectable()
export class HookMetrics {
  private readonly byReason = new Map<string, Float64Array>();
  private readonly answers = new Durations();
  private unauthenticated = 0;

  constructor(metrics: Metrics) {
    metrics.add(
      {
        name: 'ppf_hook_requests_total',
        kind: 'counter',
        about:
          'Calls of the auth hook by MediaMTX. `reason` is the deny reason; `no-credentials` is a client that is about to be challenged.',
        labels: ['action', 'protocol', 'outcome', 'reason'],
        read: () => this.calls,
      },
      {
        name: 'ppf_hook_duration_seconds',
        kind: 'histogram',
        about: 'Time from the arrival of a hook request to its response. MediaMTX is blocked meanwhile.',
        labels: [],
        read: () => [{ durations: this.durations }],
      },
      {
        name: 'ppf_hook_unauthenticated_requests_total',
        kind: 'counter',
        about:
          'Calls of the auth hook without MEDIAMTX_HOOK_SECRET: a MediaMTX with another secret, or another client.',
        labels: [],
        read: () => [{ value: this.unauthenticatedCalls }],
      },
    );
  }

  /** Counts an answered request. @param request Null: its body could not be parsed. */
  countAnswer(
    request: Pick<AuthRequest, 'action' | 'protocol'> | null,
    decision: HookDecision,
    seconds: number,
  ): void {
    const reason = decision.allow ? NO_REASON : decision.reason;
    let calls = this.byReason.get(reason);
    if (!calls) this.byReason.set(reason, (calls = new Float64Array(ACTIONS.length * PROTOCOLS.length)));
    const action = request ? (ACTION_INDEX.get(request.action) ?? UNPARSED_INDEX) : UNPARSED_INDEX;
    const protocol = request?.protocol ? (PROTOCOL_INDEX.get(request.protocol) ?? OTHER_INDEX) : 0;
    const at = action * PROTOCOLS.length + protocol;
    calls[at] = (calls[at] ?? 0) + 1;
    this.answers.took(seconds);
  }

  /** Counts calls of clients that do not have the hook's secret. */
  countUnauthenticatedCalls(count: number): void {
    this.unauthenticated += count;
  }

  /** Number of calls without the hook's secret. */
  get unauthenticatedCalls(): number {
    return this.unauthenticated;
  }

  /** Durations from the arrival of a request's headers to its response. */
  get durations(): DurationCounts {
    return this.answers.read();
  }

  /** Number of calls by action, protocol, outcome and reason; combinations without a call are left out. */
  get calls(): Sample[] {
    return [...this.byReason].flatMap(([reason, calls]) =>
      ACTIONS.flatMap((action, a) =>
        PROTOCOLS.flatMap((protocol, p) => {
          const value = calls[a * PROTOCOLS.length + p] ?? 0;
          const outcome = reason === NO_REASON ? 'allowed' : 'denied';
          return value > 0 ? [{ labels: { action, protocol, outcome, reason }, value }] : [];
        }),
      ),
    );
  }
}
