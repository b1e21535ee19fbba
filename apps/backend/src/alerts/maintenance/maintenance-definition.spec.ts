import { lastMaintenanceInstant, type MaintenanceTimes } from './last-maintenance-instant';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Instants around which something happens: changes of clocks in both directions, a year's end, a leap day. */
const MOMENTS = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2026-04-05T07:00Z',
  '2026-09-06T04:00Z',
  '2025-12-31T23:30Z',
  '2028-02-29T00:00Z',
  '2026-06-15T12:00Z',
].map((iso) => Date.parse(iso));
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
  'Africa/Casablanca',
  'Antarctica/Troll',
];
const SEED = 20261130;
const CASES = 1500;

/** Mulberry32: the same cases in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Weekly = Extract<MaintenanceTimes, { kind: 'weekly' }>;

/** The definition: the local time at an instant. */
function isOn({ days, fromMinute, toMinute, timeZone }: Weekly, at: number): boolean {
  const [weekday = '', hour, minute] = wallOf(timeZone).format(at).match(/\w+/g) ?? [];
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday) + 1;
  const now = Number(hour) * 60 + Number(minute);
  if (toMinute > fromMinute) return days.includes(day) && now >= fromMinute && now < toMinute;
  return (
    (days.includes(day) && now >= fromMinute) || (days.includes(day === 1 ? 7 : day - 1) && now < toMinute)
  );
}

const walls = new Map<string, Intl.DateTimeFormat>();
function wallOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    walls.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  walls.set(timeZone, made);
  return made;
}

/** From minute to minute: a window lasts whole minutes, and its last instant is a millisecond before a whole minute. */
function lastByStepping(times: Weekly, from: number, to: number): number | null {
  if (isOn(times, to)) return to;
  for (let end = Math.floor(to / MINUTE) * MINUTE - 1; end >= from; end -= MINUTE)
    if (isOn(times, end)) return end;
  return null;
}

describe('maintenance by interval arithmetic', () => {
  it('matches an evaluation minute by minute, in every zone, week and night with a clock change', () => {
    const random = randomOf(SEED);
    const upTo = (most: number) => Math.floor(random() * most);
    const pick = <T>(list: readonly T[]) => list[upTo(list.length)] as T;
    const found = { none: 0, some: 0 };
    for (let number = 0; number < CASES; number += 1) {
      const times: Weekly = {
        kind: 'weekly',
        days: [1, 2, 3, 4, 5, 6, 7].filter(() => random() < 0.4),
        fromMinute: pick([0, 60, 90, 120, 150, 180, 1380, 1439, upTo(1440)]),
        toMinute: pick([0, 1, 61, 120, 121, 150, 180, 1439, upTo(1440)]),
        timeZone: pick(ZONES),
      };
      const to = pick(MOMENTS) + upTo(2 * DAY) - DAY;
      const from = to - pick([0, 1, MINUTE, 30 * MINUTE, 60 * MINUTE, 300 * MINUTE, 2 * DAY]);
      const expected = lastByStepping(times, from, to);
      found[expected === null ? 'none' : 'some'] += 1;
      const actual = lastMaintenanceInstant(times, from, to);
      if (actual !== expected)
        throw new Error(`${JSON.stringify({ times, from, to })}: ${actual} instead of ${expected}`);
    }
    // Both answers are common among the cases.
    expect(Math.min(found.none, found.some)).toBeGreaterThan(CASES / 5);
  });

  it('reads offsets a bounded number of times for any length of the range', () => {
    const reads = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const never: MaintenanceTimes = {
      kind: 'weekly',
      days: [1],
      fromMinute: 0,
      toMinute: 1,
      timeZone: 'Europe/Berlin',
    };
    const thursday = Date.parse('2026-01-08T12:00Z');
    expect(lastMaintenanceInstant(never, thursday - 60 * MINUTE, thursday)).toBeNull();
    expect(reads.mock.calls.length).toBeLessThanOrEqual(2);
    lastMaintenanceInstant(never, 0, thursday);
    expect(reads.mock.calls.length).toBeLessThanOrEqual(60);
    reads.mockRestore();
  });
});
