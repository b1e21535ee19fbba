import type { MaintenanceTimes } from '../maintenance/last-maintenance-instant';
import type { AlertAudience } from './alert-audience';
import { decideAlerts } from './decide-alerts';

const NOW = Date.parse('2026-01-08T12:00Z');
const HOUR = 3_600_000;
const MONDAY: MaintenanceTimes = {
  kind: 'weekly',
  days: [1],
  fromMinute: 0,
  toMinute: 1,
  timeZone: 'Europe/Berlin',
};
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const OFFLINE = [{ state: 'offline', beganAt: NOW - 2 * HOUR, endedAt: NOW }] as const;

/** The maximum settings of a workshop: 20 channels with a delay of one hour, and 100 windows. */
function audienceOf(pits: number, windows: number): AlertAudience {
  return {
    channels: numbers(20).map((id) => ({
      id,
      kind: 'email',
      workshopId: 1,
      workshopName: 'W',
      delayMs: HOUR,
      pitIds: null,
    })),
    pits: numbers(pits).map((id) => ({ id, workshopId: 1, number: id, name: null })),
    sentAlerts: [],
    maintenance: numbers(windows).map(() => ({ pitId: null, times: MONDAY })),
  };
}

describe('deciding alerts', () => {
  it('reads zone offsets once per window, for any number of channels, pits and minutes', () => {
    const reads = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const periods = new Map(numbers(30).map((pit) => [pit, OFFLINE]));
    const decided = decideAlerts(audienceOf(30, 100), periods, NOW);
    expect(decided.flatMap(({ alerts }) => alerts)).toHaveLength(600);
    expect(reads.mock.calls.length).toBeLessThanOrEqual(200);
    reads.mockRestore();
  });

  it('suppresses alerts of pits in maintenance, by windows of the workshop and of the pit', () => {
    const audience = audienceOf(3, 0);
    const noon: MaintenanceTimes = { ...MONDAY, days: [4], fromMinute: 12 * 60 + 30, toMinute: 12 * 60 + 31 };
    const periods = new Map(numbers(3).map((pit) => [pit, OFFLINE]));
    const pitsOf = (maintenance: AlertAudience['maintenance']) =>
      decideAlerts({ ...audience, maintenance }, periods, NOW)[0]?.alerts.map(({ pit }) => pit.id) ?? [];
    expect(pitsOf([])).toEqual([1, 2, 3]);
    expect(pitsOf([{ pitId: 2, times: noon }])).toEqual([1, 3]);
    expect(pitsOf([{ pitId: null, times: noon }])).toEqual([]);
    expect(pitsOf([{ pitId: 2, times: { ...noon, timeZone: 'Asia/Tokyo' } }])).toEqual([1, 2, 3]);
  });

  it('decides only about the pits that a channel covers', () => {
    const [channel] = audienceOf(1, 0).channels;
    if (!channel) throw new Error('There is a channel.');
    const audience = { ...audienceOf(3, 0), channels: [{ ...channel, pitIds: new Set([3]) }] };
    const periods = new Map(numbers(3).map((pit) => [pit, OFFLINE]));
    expect(decideAlerts(audience, periods, NOW)).toMatchObject([{ alerts: [{ pit: { id: 3 } }] }]);
  });
});
