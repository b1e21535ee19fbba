import {
  lastMaintenanceInstant,
  type MaintenanceTimes,
  overlapsMaintenance,
} from './last-maintenance-instant';

const at = (iso: string) => Date.parse(iso);
const NIGHTS: MaintenanceTimes = {
  kind: 'weekly',
  days: [1, 2, 3, 4, 5],
  fromMinute: 20 * 60,
  toMinute: 7 * 60,
  timeZone: 'Europe/Berlin',
};
const SUNDAY: MaintenanceTimes = { ...NIGHTS, days: [7], fromMinute: 0, toMinute: 0 };
const LUNCH: MaintenanceTimes = { ...NIGHTS, days: [3], fromMinute: 12 * 60, toMinute: 12 * 60 + 1 };
const ONCE: MaintenanceTimes = {
  kind: 'once',
  beginsAt: at('2026-01-10T08:00:00Z'),
  endsAt: at('2026-01-10T09:00:00Z'),
};

describe('maintenance', () => {
  // 2026-01-05 is a Monday; Berlin is at UTC+1 in winter and UTC+2 in summer.
  it.each<[string, MaintenanceTimes, string, boolean]>([
    ['before it', ONCE, '2026-01-10T07:59:59Z', false],
    ['when it begins', ONCE, '2026-01-10T08:00:00Z', true],
    ['when it ends', ONCE, '2026-01-10T09:00:00Z', false],
    ['on Monday before eight in the evening', NIGHTS, '2026-01-05T18:59:59Z', false],
    ['on Monday from eight on', NIGHTS, '2026-01-05T19:00:00Z', true],
    ['past midnight', NIGHTS, '2026-01-06T02:00:00Z', true],
    ['until seven', NIGHTS, '2026-01-06T05:59:59Z', true],
    ['after seven', NIGHTS, '2026-01-06T06:00:00Z', false],
    ['in the morning after Friday', NIGHTS, '2026-01-10T05:00:00Z', true],
    ['on Saturday evening', NIGHTS, '2026-01-10T20:00:00Z', false],
    ['in the morning of Monday, since Sunday is not named', NIGHTS, '2026-01-05T05:00:00Z', false],
    ['by the clock of summer', NIGHTS, '2026-07-06T18:00:00Z', true],
    ['by the clock of summer, before', NIGHTS, '2026-07-06T17:59:59Z', false],
    ['in the hour that comes twice', { ...NIGHTS, days: [6] }, '2026-10-25T01:30:00Z', true],
    ['all of a day, at its begin', SUNDAY, '2026-01-10T23:00:00Z', true],
    ['all of a day, at its end', SUNDAY, '2026-01-11T22:59:59Z', true],
    ['after all of a day', SUNDAY, '2026-01-11T23:00:00Z', false],
  ])('is distinguished from other times: %s', (_when, times, iso, was) => {
    expect(overlapsMaintenance(times, at(iso), at(iso))).toBe(was);
  });

  it.each<[string, MaintenanceTimes, string, string, boolean]>([
    ['one that ended within', ONCE, '2026-01-10T08:59:59Z', '2026-01-10T09:30:00Z', true],
    ['one that ended before', ONCE, '2026-01-10T09:00:00Z', '2026-01-10T09:30:00Z', false],
    ['one that lies within', ONCE, '2026-01-10T07:00:00Z', '2026-01-10T10:00:00Z', true],
    ['a minute of a week', LUNCH, '2026-01-07T10:30:30Z', '2026-01-07T11:30:30Z', true],
    ['a minute of a week that was before', LUNCH, '2026-01-07T11:01:00Z', '2026-01-07T12:00:59Z', false],
  ])('is found in a stretch of time: %s', (_what, times, from, to, was) => {
    expect(overlapsMaintenance(times, at(from), at(to))).toBe(was);
  });

  it.each<[string, MaintenanceTimes, string, string, string | null]>([
    ['now, while it lasts', ONCE, '2026-01-10T07:00:00Z', '2026-01-10T08:30:00Z', '2026-01-10T08:30:00.000Z'],
    ['just before its end', ONCE, '2026-01-10T07:00:00Z', '2026-01-10T10:00:00Z', '2026-01-10T08:59:59.999Z'],
    ['of a week', LUNCH, '2026-01-01T00:00:00Z', '2026-01-10T00:00:00Z', '2026-01-07T11:00:59.999Z'],
    ['none', LUNCH, '2026-01-08T00:00:00Z', '2026-01-10T00:00:00Z', null],
  ])('has a last instant: %s', (_what, times, from, to, last) => {
    const found = lastMaintenanceInstant(times, at(from), at(to));
    expect(found === null ? null : new Date(found).toISOString()).toBe(last);
  });
});
