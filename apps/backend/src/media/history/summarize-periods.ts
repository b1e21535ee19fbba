import { type OutageKind, type StreamCause, type TimelineCause, type TimelineState } from '@ppf/contracts';
import { JOINED_WITHIN_MS } from './join-periods';
import { isCameraDown, type PeriodState, type StreamPeriod } from './stream-period';

/** A time that is looked at, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A time without a picture, in milliseconds. */
export interface SeenOutage {
  readonly kind: OutageKind;
  readonly cause: StreamCause;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** A piece of the timeline, until the next one. */
export interface SeenSegment {
  readonly state: TimelineState;
  readonly cause: TimelineCause | null;
  readonly beganAt: number;
}

/** `down`: by the camera's fault; `taken`: by the media server's; `unanswered`: it did not answer. */
type TimeKind = 'up' | 'down' | 'taken' | 'idle' | 'unanswered';

/** How long it was how, in milliseconds. What is missing to the whole was not observed. */
export type TimeByState = Readonly<Record<TimeKind, number>>;

const NO_TIME: TimeByState = { up: 0, down: 0, taken: 0, idle: 0, unanswered: 0 };

const KINDS: Readonly<Record<PeriodState, TimeKind>> = {
  up: 'up',
  stalled: 'taken',
  offline: 'taken',
  idle: 'idle',
  unknown: 'unanswered',
};

function kindOf(period: StreamPeriod): TimeKind {
  return isCameraDown(period) ? 'down' : KINDS[period.state];
}

/** How long it was how, within the span. Pure. @param periods as `joinPeriods` gives them */
export function timeByState(periods: readonly StreamPeriod[], span: Span): TimeByState {
  const times = { ...NO_TIME };
  for (const period of periods) times[kindOf(period)] += overlap(period, span);
  return times;
}

/**
 * The outages that touch the span, oldest first: a camera that freezes and then goes away is one. What is another one's
 * fault is another outage. Pure.
 */
export function outagesOf(periods: readonly StreamPeriod[], span: Span): SeenOutage[] {
  const outages: SeenOutage[] = [];
  periods.forEach(({ state, cause: at, beganAt, endedAt }, index) => {
    if (!isDown(state)) return;
    const cause = at ?? 'camera';
    const last = outages.at(-1);
    const isAdjacent =
      isDown(periods[index - 1]?.state) && beganAt - (last?.endedAt ?? 0) <= JOINED_WITHIN_MS;
    if (last?.cause === cause && isAdjacent) {
      const kind = last.kind === 'offline' ? last.kind : state;
      outages[outages.length - 1] = { kind, cause, beganAt: last.beganAt, endedAt };
    } else {
      outages.push({ kind: state, cause, beganAt, endedAt });
    }
  });
  return outages.filter((outage) => overlap(outage, span) > 0);
}

/** The span cut into so many slots. */
export const TIMELINE_SLOTS = 288;

/**
 * The timeline for a drawing, bounded however much has happened: a slot with any outage is down, so that none is too
 * short to be seen; else it is what it was for most of its time. Pure.
 */
export function timelineOf(periods: readonly StreamPeriod[], span: Span): SeenSegment[] {
  const width = (span.to - span.from) / TIMELINE_SLOTS;
  if (width <= 0) return [];
  const slots = Array.from({ length: TIMELINE_SLOTS }, () => ({ ...NO_TIME }));
  for (const period of periods) {
    const first = Math.max(0, Math.floor((period.beganAt - span.from) / width));
    const last = Math.min(TIMELINE_SLOTS - 1, Math.floor((period.endedAt - span.from) / width));
    for (let index = first; index <= last; index += 1) {
      const slot = slots[index];
      const from = span.from + index * width;
      if (slot) slot[kindOf(period)] += overlap(period, { from, to: from + width });
    }
  }
  const seen = slots.map((slot) => stateOfSlot(slot, width));
  return seen.flatMap(({ state, cause }, index) => {
    const before = seen[index - 1];
    if (state === before?.state && cause === before.cause) return [];
    return [{ state, cause, beganAt: Math.round(span.from + index * width) }];
  });
}

function stateOfSlot(
  { up, down, taken, idle, unanswered }: TimeByState,
  width: number,
): Pick<SeenSegment, 'state' | 'cause'> {
  if (down > 0) return { state: 'down', cause: 'camera' };
  if (taken > 0) return { state: 'down', cause: 'media-server' };
  const unobserved = width - up - idle - unanswered;
  const unknown = unobserved + unanswered;
  if (unknown > up && unknown > idle)
    return { state: 'unknown', cause: unanswered > unobserved ? 'media-server' : 'backend' };
  return { state: up >= idle ? 'up' : 'idle', cause: null };
}

function isDown(state: PeriodState | undefined): state is OutageKind {
  return state === 'stalled' || state === 'offline';
}

function overlap({ beganAt, endedAt }: Omit<StreamPeriod, 'state'>, { from, to }: Span): number {
  return Math.max(0, Math.min(endedAt, to) - Math.max(beganAt, from));
}
