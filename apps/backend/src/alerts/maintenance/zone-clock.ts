/** A time range with a constant UTC offset in one zone. Instants and offset in milliseconds. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** No zone changes its offset twice within this time, in milliseconds (IANA time zone database, since 1970). */
const MAX_STEP_MS = 6 * 3_600_000;
/** Offsets change on whole seconds. */
const SECOND_MS = 1000;
/** Maximum number of cached formatters. The IANA database has about 600 names. */
const MAX_CLOCKS = 1000;

/** Cached formatters by zone name in lower case. Creating one costs a hundred times as much as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether this is the name of a time zone. Names are case-insensitive (ECMA-402 §6.5.1). Offsets (`+02:00`) are refused,
 * because regions with daylight saving time do not keep one.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Returns the zone if it is valid, otherwise UTC. For rows that were not written through the API. */
export function timeZoneOrUtc(name: string | null): string {
  if (name === null) return 'UTC';
  try {
    wallClock(name);
    return name;
  } catch {
    return 'UTC';
  }
}

/**
 * Splits a time range into stretches with a constant UTC offset, newest first. Pure. Lazy: the caller stops at the
 * stretch that it needs, so the cost does not grow with the length of the range.
 * @param from Milliseconds, included.
 * @param to Milliseconds, included, not before `from`.
 */
export function* offsetStretches(timeZone: string, from: number, to: number): Generator<OffsetStretch> {
  const clock = wallClock(timeZone);
  let end = to;
  let offset = offsetAt(clock, end);
  while (end >= from) {
    const begin = Math.max(from, end - MAX_STEP_MS);
    const before = begin === end ? offset : offsetAt(clock, begin);
    if (before === offset) {
      yield { from: begin, to: end, offset };
      end = begin - 1;
      if (end >= from) offset = offsetAt(clock, end);
      continue;
    }
    const change = findOffsetChange(clock, begin, end, offset);
    yield { from: change, to: end, offset };
    end = change - 1;
    offset = before;
  }
}

/** Finds the first instant after `low` with the offset of `high`, by binary search. */
function findOffsetChange(clock: Intl.DateTimeFormat, low: number, high: number, offset: number): number {
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

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const key = timeZone.toLowerCase();
  const cached = clocks.get(key);
  if (cached) return cached;
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
