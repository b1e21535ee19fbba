import { type OutageKind, type TimelineState } from '@ppf/contracts';
import { JOINED_WITHIN_MS } from './join-periods';
import { type PeriodState, type StreamPeriod } from './stream-period';

/** A time that is looked at, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A time without a picture, in milliseconds. */
export interface SeenOutage {
  readonly kind: OutageKind;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** A piece of the timeline, until the next one. */
export interface SeenSegment {
  readonly state: TimelineState;
  readonly beganAt: number;
}

/** How long it was how, in milliseconds. What is missing to the whole is unknown. */
export type TimeByState = Readonly<Record<Exclude<TimelineState, 'unknown'>, number>>;

const SHOWN_AS: Readonly<Record<PeriodState, Exclude<TimelineState, 'unknown'>>> = {
  up: 'up',
  stalled: 'down',
  offline: 'down',
  idle: 'idle',
};

/** How long it was how, within the span. Pure. @param periods as `joinPeriods` gives them */
export function timeByState(periods: readonly StreamPeriod[], span: Span): TimeByState {
  const times = { up: 0, down: 0, idle: 0 };
  for (const period of periods) times[SHOWN_AS[period.state]] += overlap(period, span);
  return times;
}

/** The outages that touch the span, oldest first: a camera that freezes and then goes away is one. Pure. */
export function outagesOf(periods: readonly StreamPeriod[], span: Span): SeenOutage[] {
  const outages: SeenOutage[] = [];
  periods.forEach(({ state, beganAt, endedAt }, index) => {
    if (!isDown(state)) return;
    const last = outages.at(-1);
    const goesOn = isDown(periods[index - 1]?.state) && beganAt - (last?.endedAt ?? 0) <= JOINED_WITHIN_MS;
    if (last && goesOn) {
      const kind = last.kind === 'offline' ? last.kind : state;
      outages[outages.length - 1] = { kind, beganAt: last.beganAt, endedAt };
    } else {
      outages.push({ kind: state, beganAt, endedAt });
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
  const slots = Array.from({ length: TIMELINE_SLOTS }, () => ({ up: 0, down: 0, idle: 0 }));
  for (const period of periods) {
    const first = Math.max(0, Math.floor((period.beganAt - span.from) / width));
    const last = Math.min(TIMELINE_SLOTS - 1, Math.floor((period.endedAt - span.from) / width));
    for (let index = first; index <= last; index += 1) {
      const slot = slots[index];
      const from = span.from + index * width;
      if (slot) slot[SHOWN_AS[period.state]] += overlap(period, { from, to: from + width });
    }
  }
  const states = slots.map((slot) => stateOfSlot(slot, width));
  return states.flatMap((state, index) =>
    state === states[index - 1] ? [] : [{ state, beganAt: Math.round(span.from + index * width) }],
  );
}

function stateOfSlot({ up, down, idle }: TimeByState, width: number): TimelineState {
  if (down > 0) return 'down';
  const unknown = width - up - idle;
  if (unknown > up && unknown > idle) return 'unknown';
  return up >= idle ? 'up' : 'idle';
}

function isDown(state: PeriodState | undefined): state is OutageKind {
  return state === 'stalled' || state === 'offline';
}

function overlap({ beganAt, endedAt }: Omit<StreamPeriod, 'state'>, { from, to }: Span): number {
  return Math.max(0, Math.min(endedAt, to) - Math.max(beganAt, from));
}
