/** A stretch of time in which the clocks of a zone keep one offset from UTC. Instants and offset in milliseconds. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** No zone changes its clocks twice within this time, in milliseconds (IANA time zone database, since 1970). */
const STEP_MS = 6 * 3_600_000;
/** Clocks are changed on whole seconds. */
const SECOND_MS = 1000;
/** Upper bound of kept clocks. The IANA database has about 600 names. */
const MAX_CLOCKS = 1000;

/** Creating a clock costs a hundred times what reading it does. Keyed by the name in lower case: spellings share one. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether this is the name of a time zone. Names are compared without regard to case (ECMA-402 §6.5.1). Offsets
 * (`+02:00`) are refused, because no region keeps one.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The zone if its clocks can be read; else UTC. For rows that no check of ours has let in. */
export function knownTimeZone(name: string | null): string {
  if (name === null) return 'UTC';
  try {
    clockOf(name);
    return name;
  } catch {
    return 'UTC';
  }
}

/**
 * Splits a time into stretches of one UTC offset, newest first. Pure. Lazy: the caller stops at the stretch that it
 * needs, so the cost does not grow with the length of the time.
 * @param from Milliseconds, included.
 * @param to Milliseconds, included, not before `from`.
 */
export function* offsetStretches(timeZone: string, from: number, to: number): Generator<OffsetStretch> {
  const clock = clockOf(timeZone);
  let end = to;
  let offset = offsetAt(clock, end);
  while (end >= from) {
    const begin = Math.max(from, end - STEP_MS);
    const before = begin === end ? offset : offsetAt(clock, begin);
    if (before === offset) {
      yield { from: begin, to: end, offset };
      end = begin - 1;
      if (end >= from) offset = offsetAt(clock, end);
      continue;
    }
    const change = changeBetween(clock, begin, end, offset);
    yield { from: change, to: end, offset };
    end = change - 1;
    offset = before;
  }
}

/** The first instant after `low` at which the offset is that of `high`. */
function changeBetween(clock: Intl.DateTimeFormat, low: number, high: number, offset: number): number {
  let [before, after] = [Math.floor(low / SECOND_MS), Math.floor(high / SECOND_MS)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(clock, middle * SECOND_MS) === offset) after = middle;
    else before = middle;
  }
  return after * SECOND_MS;
}

function offsetAt(clock: Intl.DateTimeFormat, at: number): number {
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(at / SECOND_MS) * SECOND_MS;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const key = timeZone.toLowerCase();
  const known = clocks.get(key);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(key, clock);
  return clock;
}
