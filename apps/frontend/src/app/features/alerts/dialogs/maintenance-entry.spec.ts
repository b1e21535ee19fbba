import type { MaintenanceWindow } from '@ppf/contracts';
import { entryFault, entryOf, requestOf } from './maintenance-entry';

const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const entry = entryOf(null, NOW);

describe('what is entered of maintenance', () => {
  it('begins with the next two hours, and with the nights', () => {
    expect(entry).toEqual({
      reason: '',
      pit: '',
      begins: '2026-11-25T12:00',
      ends: '2026-11-25T14:00',
      from: '20:00',
      to: '07:00',
    });
  });

  it('is asked of the API as it was entered', () => {
    expect(requestOf('once', { ...entry, pit: '7', reason: ' Lamps ' }, [], 'UTC')).toEqual({
      kind: 'once',
      pit_id: 7,
      reason: 'Lamps',
      begins_at: new Date(NOW).toISOString(),
      ends_at: new Date(NOW + 7_200_000).toISOString(),
    });
    expect(requestOf('weekly', entry, [1, 5], 'Europe/Berlin')).toEqual({
      kind: 'weekly',
      pit_id: null,
      reason: null,
      days: [1, 5],
      from_time: '20:00',
      to_time: '07:00',
      time_zone: 'Europe/Berlin',
    });
  });

  it('is what a window holds, when one is changed', () => {
    const window = {
      pit_id: 7,
      reason: 'Lamps',
      begins_at: new Date(NOW).toISOString(),
      ends_at: new Date(NOW + 60_000).toISOString(),
    } as MaintenanceWindow;
    expect(entryOf(window, 0)).toMatchObject({
      pit: '7',
      reason: 'Lamps',
      begins: '2026-11-25T12:00',
      ends: '2026-11-25T12:01',
    });
  });

  it.each([
    ['weekly', {}, [1], null],
    ['weekly', {}, [], /day/],
    ['weekly', { to: '' }, [1], /when/],
    ['once', {}, [], null],
    ['once', { begins: '' }, [], /when/],
    ['once', { ends: '2026-11-25T12:00' }, [], /after/],
    ['once', { ends: '2027-11-25T12:00' }, [], /31 days/],
  ] as const)('%s %j has this fault', (kind, change, days, fault) => {
    const told = entryFault(kind, { ...entry, ...change }, days);
    if (fault === null) expect(told).toBeNull();
    else expect(told).toMatch(fault);
  });
});
