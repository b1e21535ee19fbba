import { type OutageKind } from '@ppf/contracts';
import { JOINED_WITHIN_MS, type StreamPeriod } from '../../media';

/** A picture that is there for less does not end an outage, in milliseconds: a camera that boots again and again. */
const STEADY_MS = 20_000;
/**
 * How long a picture must be there before it is called back, in milliseconds, by how many outages of the pit the channel
 * was told in the last hour. So a camera that comes and goes makes ever fewer messages.
 */
const BACK_AFTER_MS = [60_000, 60_000, 300_000, 900_000] as const;
/** Outages that were told within this time count, in milliseconds. */
export const LATELY_MS = 3_600_000;

/** What is known of a pit, for a channel that is told of it. Instants in milliseconds. */
export interface AlertSituation {
  readonly now: number;
  /** Of the last time, as `joinPeriods` gives them; one that goes on ends now. */
  readonly periods: readonly StreamPeriod[];
  /** Whether the channel was told of an outage, and not yet that it is over. */
  readonly isTold: boolean;
  /** Outages of the pit that the channel was told of within LATELY_MS, that one too. */
  readonly toldLately: number;
  /** How long a camera must be away before it is told. */
  readonly delayMs: number;
  /** The last instant in maintenance of the last hour, up to now; -Infinity: there is none. */
  readonly lastMaintenanceAt: number;
}

/** What the channel is to be told. */
export type AlertDecision =
  | { readonly tell: 'outage'; readonly kind: OutageKind; readonly beganAt: number }
  | { readonly tell: 'back'; readonly backAt: number }
  | { readonly tell: 'nothing' };

const NOTHING: AlertDecision = { tell: 'nothing' };

/**
 * Whether to tell a channel that a camera is away, or that it is back. Pure. What is not known is not told: while the
 * media server is silent, cameras are neither away nor back. Time in maintenance does not count: a camera that is away
 * when it ends is told once it has been away for the delay since then.
 */
export function decideAlert(situation: AlertSituation): AlertDecision {
  const { now, periods, isTold, toldLately, delayMs, lastMaintenanceAt } = situation;
  const last = periods.at(-1);
  if (last === undefined || last.endedAt < now || lastMaintenanceAt >= now) return NOTHING;
  if (isTold) {
    const isBack = last.state === 'up' && now - last.beganAt >= backAfter(toldLately);
    return isBack ? { tell: 'back', backAt: last.beganAt } : NOTHING;
  }
  const outage = outageNow(periods);
  if (outage === null || now - outage.beganAt < delayMs) return NOTHING;
  return lastMaintenanceAt >= now - delayMs ? NOTHING : { tell: 'outage', ...outage };
}

function backAfter(toldLately: number): number {
  return BACK_AFTER_MS[Math.min(toldLately, BACK_AFTER_MS.length - 1)] ?? BACK_AFTER_MS[3];
}

interface OutageNow {
  readonly kind: OutageKind;
  readonly beganAt: number;
}

/** The outage that goes on now: without a picture, or with one for moments only. */
function outageNow(periods: readonly StreamPeriod[]): OutageNow | null {
  let found = null as OutageNow | null;
  let next: StreamPeriod | undefined;
  for (const period of periods.toReversed()) {
    const { state, beganAt, endedAt } = period;
    if (next && next.beganAt - endedAt > JOINED_WITHIN_MS) break;
    if (state === 'idle') break;
    const isMoment = found !== null && endedAt - beganAt < STEADY_MS;
    if (state === 'up' && !isMoment) break;
    if (state !== 'up') found = { kind: found?.kind === 'offline' ? 'offline' : state, beganAt };
    next = period;
  }
  return found;
}
