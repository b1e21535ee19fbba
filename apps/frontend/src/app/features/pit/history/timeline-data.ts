import type { PitHistory, TimelineCause, TimelineState } from '@ppf/contracts';

/** A timeline for uPlot: x holds the start of each segment and the end, in seconds; a row per state holds 1 where it applies. */
export interface TimelineData {
  readonly x: number[];
  /** The cause of each segment. */
  readonly causes: readonly (TimelineCause | null)[];
  readonly rows: Readonly<Record<TimelineState, (1 | null)[]>>;
}

/** Converts a history for uPlot. Pure. */
export function toTimelineData({ timeline, to }: Pick<PitHistory, 'timeline' | 'to'>): TimelineData {
  const x = [...timeline.map(({ began_at }) => Date.parse(began_at) / 1000), Date.parse(to) / 1000];
  const row = (wanted: TimelineState): (1 | null)[] => [
    ...timeline.map(({ state }) => (state === wanted ? 1 : null)),
    null,
  ];
  const causes = timeline.map(({ cause }) => cause);
  return {
    x,
    causes,
    rows: { up: row('up'), down: row('down'), idle: row('idle'), unknown: row('unknown') },
  };
}

/** The segment at an instant in seconds since 1970; null: outside of the timeline. Pure. */
export function segmentAt(
  { x, causes, rows }: TimelineData,
  seconds: number,
): { state: TimelineState; cause: TimelineCause | null; from: number; to: number } | null {
  const index = x.findIndex((begin, place) => begin <= seconds && seconds < (x[place + 1] ?? -Infinity));
  const [from, to] = [x[index], x[index + 1]];
  if (from === undefined || to === undefined) return null;
  const states = Object.keys(rows) as TimelineState[];
  const state = states.find((each) => rows[each][index] === 1);
  return state ? { state, cause: causes[index] ?? null, from, to } : null;
}
