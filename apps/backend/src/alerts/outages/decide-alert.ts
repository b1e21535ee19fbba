import { type OutageKind } from '@ppf/contracts';
import { MAX_JOINED_GAP_MS, type StreamPeriod } from '../../media';
import { findInterruptions, MIN_STEADY_MS, findSteadySince } from './interruptions';

/**
 * How long a picture must last before the camera counts as back, by the number of recent alerts about the pit. An
 * unstable camera therefore causes fewer and fewer messages.
 */
const RECOVERY_DELAYS_MS = [60_000, 60_000, 300_000, 900_000] as const;
/** How far back sent alerts are counted. */
export const RECENT_ALERTS_WINDOW_MS = 3_600_000;
/** A camera with this number of interruptions within this time is unstable. */
const UNSTABLE_THRESHOLD = { interruptions: 5, withinMs: 30 * 60_000 } as const;
/** An unstable camera counts as offline after this time without a picture. */
const UNSTABLE_OFFLINE_AFTER_MS = 30 * 60_000;
/** An unstable camera counts as stable after this time with a picture. */
const STABLE_AFTER_MS = 15 * 60_000;

/** What an alert reported. */
export type AlertedKind = OutageKind | 'unstable';

/** The state of a pit from the view of one channel. Instants in milliseconds. */
export interface PitAlertState {
  readonly now: number;
  /** Recent periods, the result of `joinPeriods`. The current period ends now. */
  readonly periods: readonly StreamPeriod[];
  /** The open alert; null: there is none. */
  readonly open: { readonly kind: AlertedKind; readonly alertedAt: number } | null;
  /** When an alert was last resolved, within RECENT_ALERTS_WINDOW_MS; -Infinity: none was. */
  readonly lastResolvedAt: number;
  /** Number of alerts about the pit within RECENT_ALERTS_WINDOW_MS, including the open one. */
  readonly recentAlertCount: number;
  /** How long a camera must be offline before the channel is alerted. */
  readonly delayMs: number;
  /** The last instant in maintenance of the last hour, up to now; -Infinity: there is none. */
  readonly lastMaintenanceAt: number;
}

/** The alert to send. It resolves the open one. */
export type AlertDecision =
  | { readonly alert: 'outage'; readonly kind: OutageKind; readonly beganAt: number }
  | { readonly alert: 'back'; readonly backAt: number }
  | { readonly alert: 'unstable'; readonly beganAt: number; readonly interruptions: number }
  | { readonly alert: 'stable'; readonly backAt: number }
  | { readonly alert: 'none' };

const NO_ALERT: AlertDecision = { alert: 'none' };

/**
 * Decides whether to alert a channel that a camera is offline, back, unstable or stable. Pure. While the stream status is
 * unknown, for example because the media server does not respond, nothing is sent. Time in maintenance does not count:
 * the delay of a camera that is still offline starts at the end of the maintenance.
 */
export function decideAlert(state: PitAlertState): AlertDecision {
  const { now, periods, open, lastMaintenanceAt } = state;
  const last = periods.at(-1);
  if (last === undefined || last.endedAt < now || lastMaintenanceAt >= now) return NO_ALERT;
  if (open === null) return decideOutage(state, state.delayMs) ?? decideUnstable(state) ?? NO_ALERT;
  if (open.kind !== 'unstable') return decideBack(state, last) ?? decideUnstable(state) ?? NO_ALERT;
  return (
    decideStable(state) ?? decideOutage(state, Math.max(state.delayMs, UNSTABLE_OFFLINE_AFTER_MS)) ?? NO_ALERT
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

/** Returns the current outage: without a picture, or with brief ones only; null: there is none. */
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
