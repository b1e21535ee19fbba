import { type OutageKind } from '@ppf/contracts';
import { JOINED_WITHIN_MS, type StreamPeriod } from '../../media';
import { interruptionsSince, STEADY_MS, steadySince } from './interruptions';

/**
 * How long a picture must be there before it is called back, in milliseconds, by how many outages of the pit the channel
 * was told in the last hour. So a camera that comes and goes makes ever fewer messages.
 */
const BACK_AFTER_MS = [60_000, 60_000, 300_000, 900_000] as const;
/** Outages that were told within this time count, in milliseconds. */
export const LATELY_MS = 3_600_000;
/** A picture that is lost so often within so many milliseconds is unstable. */
const UNSTABLE = { interruptions: 5, withinMs: 30 * 60_000 } as const;
/** An unstable picture that is away for so long is offline, in milliseconds: longer than it comes and goes. */
const GONE_AFTER_MS = 30 * 60_000;
/** An unstable picture that stays for so long is stable again, in milliseconds. */
const STABLE_AFTER_MS = 15 * 60_000;

/** What a channel was told of a pit. */
export type ToldKind = OutageKind | 'unstable';

/** What is known of a pit, for a channel that is told of it. Instants in milliseconds. */
export interface AlertSituation {
  readonly now: number;
  /** Of the last time, as `joinPeriods` gives them; one that goes on ends now. */
  readonly periods: readonly StreamPeriod[];
  /** What the channel was told, and not yet that it is over; null: nothing. */
  readonly open: { readonly kind: ToldKind; readonly toldAt: number } | null;
  /** When the channel was last told that something is over, within LATELY_MS; -Infinity: it was not. */
  readonly overAt: number;
  /** Outages of the pit that the channel was told of within LATELY_MS, that one too. */
  readonly toldLately: number;
  /** How long a camera must be away before it is told. */
  readonly delayMs: number;
  /** The last instant in maintenance of the last hour, up to now; -Infinity: there is none. */
  readonly lastMaintenanceAt: number;
}

/** What the channel is to be told. What it was told before is over then. */
export type AlertDecision =
  | { readonly tell: 'outage'; readonly kind: OutageKind; readonly beganAt: number }
  | { readonly tell: 'back'; readonly backAt: number }
  | { readonly tell: 'unstable'; readonly beganAt: number; readonly interruptions: number }
  | { readonly tell: 'stable'; readonly backAt: number }
  | { readonly tell: 'nothing' };

const NOTHING: AlertDecision = { tell: 'nothing' };

/**
 * Whether to tell a channel that a camera is away or back, unstable or stable again. Pure. What is not known is not told:
 * while the media server is silent, cameras are neither away nor back. Time in maintenance does not count: a camera that
 * is away when it ends is told once it has been away for the delay since then.
 */
export function decideAlert(situation: AlertSituation): AlertDecision {
  const { now, periods, open, lastMaintenanceAt } = situation;
  const last = periods.at(-1);
  if (last === undefined || last.endedAt < now || lastMaintenanceAt >= now) return NOTHING;
  if (open === null) return outageOf(situation, situation.delayMs) ?? unstableOf(situation) ?? NOTHING;
  if (open.kind !== 'unstable') return backOf(situation, last) ?? unstableOf(situation) ?? NOTHING;
  return stableOf(situation) ?? outageOf(situation, Math.max(situation.delayMs, GONE_AFTER_MS)) ?? NOTHING;
}

function outageOf({ now, periods, delayMs, lastMaintenanceAt }: AlertSituation, goneForMs: number) {
  const outage = outageNow(periods);
  if (outage === null || now - outage.beganAt < goneForMs || lastMaintenanceAt >= now - delayMs) return null;
  return { tell: 'outage', ...outage } as const;
}

function backOf({ now, toldLately }: AlertSituation, { state, beganAt }: StreamPeriod) {
  const isBack = state === 'up' && now - beganAt >= backAfter(toldLately);
  return isBack ? ({ tell: 'back', backAt: beganAt } as const) : null;
}

function unstableOf({ now, periods, open, overAt, lastMaintenanceAt }: AlertSituation) {
  const since = Math.max(now - UNSTABLE.withinMs, open?.toldAt ?? overAt, lastMaintenanceAt);
  const lost = interruptionsSince(periods, since);
  const [first] = lost;
  if (first === undefined || lost.length < UNSTABLE.interruptions) return null;
  return { tell: 'unstable', beganAt: first.beganAt, interruptions: lost.length } as const;
}

function stableOf({ now, periods }: AlertSituation) {
  const backAt = steadySince(periods);
  return backAt !== null && now - backAt >= STABLE_AFTER_MS ? ({ tell: 'stable', backAt } as const) : null;
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
    if (state === 'idle' || state === 'unknown') break;
    const isMoment = found !== null && endedAt - beganAt < STEADY_MS;
    if (state === 'up' && !isMoment) break;
    if (state !== 'up') found = { kind: found?.kind === 'offline' ? 'offline' : state, beganAt };
    next = period;
  }
  return found;
}
