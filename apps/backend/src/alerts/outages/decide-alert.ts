import { type OutageKind } from '@ppf/contracts';
import { MAX_JOINED_GAP_MS, type StreamPeriod } from '../../media';
import { findInterruptions, MIN_STEADY_MS, findSteadySince } from './interruptions';

/**
 * How long a picture must be there before it is called back, in milliseconds, by how many outages of the pit the channel
 * was sent in the last hour. So a camera that comes and goes makes ever fewer messages.
 */
const RECOVERY_DELAYS_MS = [60_000, 60_000, 300_000, 900_000] as const;
/** Outages that were sent within this time count, in milliseconds. */
export const RECENT_ALERTS_WINDOW_MS = 3_600_000;
/** A picture that is lost so often within so many milliseconds is unstable. */
const UNSTABLE_THRESHOLD = { interruptions: 5, withinMs: 30 * 60_000 } as const;
/** An unstable picture that is away for so long is offline, in milliseconds: longer than it comes and goes. */
const UNSTABLE_OFFLINE_AFTER_MS = 30 * 60_000;
/** An unstable picture that stays for so long is stable again, in milliseconds. */
const STABLE_AFTER_MS = 15 * 60_000;

/** What a channel was sent of a pit. */
export type AlertedKind = OutageKind | 'unstable';

/** What is known of a pit, for a channel that is sent of it. Instants in milliseconds. */
export interface PitAlertState {
  readonly now: number;
  /** Of the last time, as `joinPeriods` gives them; one that goes on ends now. */
  readonly periods: readonly StreamPeriod[];
  /** What the channel was sent, and not yet that it is over; null: nothing. */
  readonly open: { readonly kind: AlertedKind; readonly alertedAt: number } | null;
  /** When the channel was last sent that something is resolved, within RECENT_ALERTS_WINDOW_MS; -Infinity: it was not. */
  readonly lastResolvedAt: number;
  /** Outages of the pit that the channel was sent of within RECENT_ALERTS_WINDOW_MS, that one too. */
  readonly recentAlertCount: number;
  /** How long a camera must be away before it is sent. */
  readonly delayMs: number;
  /** The last instant in maintenance of the last hour, up to now; -Infinity: there is none. */
  readonly lastMaintenanceAt: number;
}

/** What the channel is to be sent. What it was sent before is over then. */
export type AlertDecision =
  | { readonly alert: 'outage'; readonly kind: OutageKind; readonly beganAt: number }
  | { readonly alert: 'back'; readonly backAt: number }
  | { readonly alert: 'unstable'; readonly beganAt: number; readonly interruptions: number }
  | { readonly alert: 'stable'; readonly backAt: number }
  | { readonly alert: 'none' };

const NOTHING: AlertDecision = { alert: 'none' };

/**
 * Whether to tell a channel that a camera is away or back, unstable or stable again. Pure. What is not known is not sent:
 * while the media server is silent, cameras are neither away nor back. Time in maintenance does not count: a camera that
 * is away when it ends is sent once it has been away for the delay since then.
 */
export function decideAlert(situation: PitAlertState): AlertDecision {
  const { now, periods, open, lastMaintenanceAt } = situation;
  const last = periods.at(-1);
  if (last === undefined || last.endedAt < now || lastMaintenanceAt >= now) return NOTHING;
  if (open === null)
    return decideOutage(situation, situation.delayMs) ?? decideUnstable(situation) ?? NOTHING;
  if (open.kind !== 'unstable') return decideBack(situation, last) ?? decideUnstable(situation) ?? NOTHING;
  return (
    decideStable(situation) ??
    decideOutage(situation, Math.max(situation.delayMs, UNSTABLE_OFFLINE_AFTER_MS)) ??
    NOTHING
  );
}

function decideOutage({ now, periods, delayMs, lastMaintenanceAt }: PitAlertState, minDurationMs: number) {
  const outage = findCurrentOutage(periods);
  if (outage === null || now - outage.beganAt < minDurationMs || lastMaintenanceAt >= now - delayMs)
    return null;
  return { alert: 'outage', ...outage } as const;
}

function decideBack({ now, recentAlertCount }: PitAlertState, { state, beganAt }: StreamPeriod) {
  const isBack = state === 'up' && now - beganAt >= recoveryDelayMs(recentAlertCount);
  return isBack ? ({ alert: 'back', backAt: beganAt } as const) : null;
}

function decideUnstable({ now, periods, open, lastResolvedAt, lastMaintenanceAt }: PitAlertState) {
  const since = Math.max(
    now - UNSTABLE_THRESHOLD.withinMs,
    open?.alertedAt ?? lastResolvedAt,
    lastMaintenanceAt,
  );
  const lost = findInterruptions(periods, since);
  const [first] = lost;
  if (first === undefined || lost.length < UNSTABLE_THRESHOLD.interruptions) return null;
  return { alert: 'unstable', beganAt: first.beganAt, interruptions: lost.length } as const;
}

function decideStable({ now, periods }: PitAlertState) {
  const backAt = findSteadySince(periods);
  return backAt !== null && now - backAt >= STABLE_AFTER_MS ? ({ alert: 'stable', backAt } as const) : null;
}

function recoveryDelayMs(recentAlertCount: number): number {
  return (
    RECOVERY_DELAYS_MS[Math.min(recentAlertCount, RECOVERY_DELAYS_MS.length - 1)] ?? RECOVERY_DELAYS_MS[3]
  );
}

interface CurrentOutage {
  readonly kind: OutageKind;
  readonly beganAt: number;
}

/** The outage that goes on now: without a picture, or with one for moments only. */
function findCurrentOutage(periods: readonly StreamPeriod[]): CurrentOutage | null {
  let found = null as CurrentOutage | null;
  let next: StreamPeriod | undefined;
  for (const period of periods.toReversed()) {
    const { state, beganAt, endedAt } = period;
    if (next && next.beganAt - endedAt > MAX_JOINED_GAP_MS) break;
    if (state === 'idle' || state === 'unknown') break;
    const isMoment = found !== null && endedAt - beganAt < MIN_STEADY_MS;
    if (state === 'up' && !isMoment) break;
    if (state !== 'up') found = { kind: found?.kind === 'offline' ? 'offline' : state, beganAt };
    next = period;
  }
  return found;
}
