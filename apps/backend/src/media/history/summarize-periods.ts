import { type OutageKind, type StreamCause, type TimelineCause, type TimelineState } from '@ppf/contracts';
import { MAX_JOINED_GAP_MS } from './join-periods';
import { isCameraDown, type PeriodState, type StreamPeriod } from './stream-period';

/** A span of time, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A time without a picture, in milliseconds. */
export interface Outage {
  readonly kind: OutageKind;
  readonly cause: StreamCause;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** A segment of the timeline. It lasts until the next one. */
export interface TimelineSegment {
  readonly state: TimelineState;
  readonly cause: TimelineCause | null;
  readonly beganAt: number;
}

/** `down`: no picture because of the camera; `serverDown`: because of the media server; `unreachable`: unknown because of it. */
type TimeKind = 'up' | 'down' | 'serverDown' | 'idle' | 'unreachable';

/** Milliseconds in each state. What is missing to the whole span was not observed. */
export type TimeByState = Readonly<Record<TimeKind, number>>;

const NO_TIME: TimeByState = { up: 0, down: 0, serverDown: 0, idle: 0, unreachable: 0 };

const KINDS: Readonly<Record<PeriodState, TimeKind>> = {
  up: 'up',
  stalled: 'serverDown',
  offline: 'serverDown',
  idle: 'idle',
  unknown: 'unreachable',
};

function kindOf(period: StreamPeriod): TimeKind {
  return isCameraDown(period) ? 'down' : KINDS[period.state];
}

/** Milliseconds in each state within the span. Pure. @param periods Result of `joinPeriods`. */
export function timeByState(periods: readonly StreamPeriod[], span: Span): TimeByState {
  const times = { ...NO_TIME };
  for (const period of periods) times[kindOf(period)] += overlap(period, span);
  return times;
}

/**
 * Outages that overlap the span, oldest first. Pure. Adjacent periods with one cause are one outage, also when a camera
 * stalls first and disconnects then.
 */
export function outagesOf(periods: readonly StreamPeriod[], span: Span): Outage[] {
  const outages: Outage[] = [];
  periods.forEach(({ state, cause: periodCause, beganAt, endedAt }, index) => {
    if (!isDown(state)) return;
    const cause = periodCause ?? 'camera';
    const last = outages.at(-1);
    const isAdjacent =
      isDown(periods[index - 1]?.state) && beganAt - (last?.endedAt ?? 0) <= MAX_JOINED_GAP_MS;
    if (last?.cause === cause && isAdjacent) {
      const kind = last.kind === 'offline' ? last.kind : state;
      outages[outages.length - 1] = { kind, cause, beganAt: last.beganAt, endedAt };
    } else {
      outages.push({ kind: state, cause, beganAt, endedAt });
    }
  });
  return outages.filter((outage) => overlap(outage, span) > 0);
}

/** Slots of a timeline. */
export const TIMELINE_SLOTS = 288;

/**
 * Timeline to draw, with a limited number of segments. Pure. A slot with any outage is down, so that short outages stay
 * visible; other slots have their most frequent state.
 */
export function timelineOf(periods: readonly StreamPeriod[], span: Span): TimelineSegment[] {
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
  const states = slots.map((slot) => stateOfSlot(slot, width));
  return states.flatMap(({ state, cause }, index) => {
    const before = states[index - 1];
    if (state === before?.state && cause === before.cause) return [];
    return [{ state, cause, beganAt: Math.round(span.from + index * width) }];
  });
}

function stateOfSlot(
  { up, down, serverDown, idle, unreachable }: TimeByState,
  width: number,
): Pick<TimelineSegment, 'state' | 'cause'> {
  if (down > 0) return { state: 'down', cause: 'camera' };
  if (serverDown > 0) return { state: 'down', cause: 'media-server' };
  const unobserved = width - up - idle - unreachable;
  const unknown = unobserved + unreachable;
  if (unknown > up && unknown > idle)
    return { state: 'unknown', cause: unreachable > unobserved ? 'media-server' : 'backend' };
  return { state: up >= idle ? 'up' : 'idle', cause: null };
}

function isDown(state: PeriodState | undefined): state is OutageKind {
  return state === 'stalled' || state === 'offline';
}

function overlap({ beganAt, endedAt }: Omit<StreamPeriod, 'state'>, { from, to }: Span): number {
  return Math.max(0, Math.min(endedAt, to) - Math.max(beganAt, from));
}
