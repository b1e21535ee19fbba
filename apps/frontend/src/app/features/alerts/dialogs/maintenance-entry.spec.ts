import type { MaintenanceWindow } from '@ppf/contracts';
import { validateEntry, toEntry, toRequest } from './maintenance-entry';

const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const entry = toEntry(null, NOW);

describe('maintenance form values', () => {
  it('default to the next two hours and to nights', () => {
    expect(entry).toEqual({
      reason: '',
      pit: '',
      begins: '2026-11-25T12:00',
      ends: '2026-11-25T14:00',
      from: '20:00',
      to: '07:00',
    });
  });

  it('map to a request', () => {
    expect(toRequest('once', { ...entry, pit: '7', reason: ' Lamps ' }, [], 'UTC')).toEqual({
      kind: 'once',
      pit_id: 7,
      reason: 'Lamps',
      begins_at: new Date(NOW).toISOString(),
      ends_at: new Date(NOW + 7_200_000).toISOString(),
    });
    expect(toRequest('weekly', entry, [1, 5], 'Europe/Berlin')).toEqual({
      kind: 'weekly',
      pit_id: null,
      reason: null,
      days: [1, 5],
      from_time: '20:00',
      to_time: '07:00',
      time_zone: 'Europe/Berlin',
    });
  });

  it('map from a window', () => {
    const window = {
      pit_id: 7,
      reason: 'Lamps',
      begins_at: new Date(NOW).toISOString(),
      ends_at: new Date(NOW + 60_000).toISOString(),
    } as MaintenanceWindow;
    expect(toEntry(window, 0)).toMatchObject({
      pit: '7',
      reason: 'Lamps',
      begins: '2026-11-25T12:00',
      ends: '2026-11-25T12:01',
    });
  });

  it.each([
    ['weekly', {}, [1], null],
    ['weekly', {}, [], /day/],
    ['weekly', { to: '' }, [1], /starts and ends/],
    ['once', {}, [], null],
    ['once', { begins: '' }, [], /starts and ends/],
    ['once', { ends: '2026-11-25T12:00' }, [], /after/],
    ['once', { ends: '2027-11-25T12:00' }, [], /31 days/],
  ] as const)('%s %j is validated', (kind, change, days, message) => {
    const error = validateEntry(kind, { ...entry, ...change }, days);
    if (message === null) expect(error).toBeNull();
    else expect(error).toMatch(message);
  });
});
