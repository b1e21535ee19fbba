import type { PitHistory, TimelineCause, TimelineState } from '@ppf/contracts';

/** A timeline as uPlot takes it: x are the segments' begins and the end, in seconds; one row a state, 1 where it holds. */
export interface TimelineData {
  readonly x: number[];
  /** Of each segment. */
  readonly causes: readonly (TimelineCause | null)[];
  readonly rows: Readonly<Record<TimelineState, (1 | null)[]>>;
}

/** What is to be drawn. Pure. */
export function timelineData({ timeline, to }: Pick<PitHistory, 'timeline' | 'to'>): TimelineData {
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

/** The segment at an instant (seconds); null outside. Pure. */
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
