import { AUTH_ACTIONS, type AuthRequest } from '@ppf/mediamtx';
import { type DurationCounts, Durations } from '../../platform/observability/metrics/durations';
import { type Sample } from '../../platform/observability/metrics/metric';
import { type MediaDecision } from '../hook/decide-media-access';

/** What MediaMTX names; `none` for playback and its own services, `other` for what a release may add. */
const PROTOCOLS = ['none', 'rtsp', 'webrtc', 'hls', 'rtmp', 'srt', 'moq', 'other'] as const;
const OTHER = PROTOCOLS.indexOf('other');
/** `none` for a body that was not understood. */
const ACTIONS = [...AUTH_ACTIONS, 'none'] as const;
const NOT_UNDERSTOOD = ACTIONS.indexOf('none');
/** Reason of what was allowed. */
const ALLOWED = 'none';

const PROTOCOL_AT: ReadonlyMap<string, number> = new Map(PROTOCOLS.map((name, at) => [name, at]));
const ACTION_AT: ReadonlyMap<string, number> = new Map(ACTIONS.map((name, at) => [name, at]));

/**
 * Counts the calls of the hook. MediaMTX waits for each of them, so that a call costs two look-ups and three additions,
 * after its answer; names and labels are put together when somebody reads. Reasons are a closed list, so this does not
 * grow with what clients send.
 */
export class HookTally {
  private readonly byReason = new Map<string, Float64Array>();
  private readonly answers = new Durations();
  private turnedAway = 0;

  /** An answer has gone out. @param request Null: it was not understood. */
  answered(
    request: Pick<AuthRequest, 'action' | 'protocol'> | null,
    decision: MediaDecision,
    seconds: number,
  ): void {
    const reason = decision.allow ? ALLOWED : decision.reason;
    let calls = this.byReason.get(reason);
    if (!calls) this.byReason.set(reason, (calls = new Float64Array(ACTIONS.length * PROTOCOLS.length)));
    const action = request ? (ACTION_AT.get(request.action) ?? NOT_UNDERSTOOD) : NOT_UNDERSTOOD;
    const protocol = request?.protocol ? (PROTOCOL_AT.get(request.protocol) ?? OTHER) : 0;
    const at = action * PROTOCOLS.length + protocol;
    calls[at] = (calls[at] ?? 0) + 1;
    this.answers.took(seconds);
  }

  /** Clients called that are not MediaMTX, or do not know the secret. */
  strangersCame(count: number): void {
    this.turnedAway += count;
  }

  /** How many strangers called. */
  get strangers(): number {
    return this.turnedAway;
  }

  /** How long answers took, from the arrival of a request's headers on. */
  get durations(): DurationCounts {
    return this.answers.read();
  }

  /** Calls that there were, by what was asked for and what was said. */
  get calls(): Sample[] {
    return [...this.byReason].flatMap(([reason, calls]) =>
      ACTIONS.flatMap((action, a) =>
        PROTOCOLS.flatMap((protocol, p) => {
          const value = calls[a * PROTOCOLS.length + p] ?? 0;
          const outcome = reason === ALLOWED ? 'allowed' : 'denied';
          return value > 0 ? [{ labels: { action, protocol, outcome, reason }, value }] : [];
        }),
      ),
    );
  }
}
