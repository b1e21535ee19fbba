/** @jest-environment node */
import type { PitHistory } from '@ppf/contracts';
import { outageText, outageTimes, uptimeText } from './history-text';

const history = (change: Partial<PitHistory>): PitHistory => ({
  from: '2026-03-01T00:00:00Z',
  to: '2026-03-02T00:00:00Z',
  uptime_share: 1,
  unknown_share: 0,
  down_seconds: 0,
  media_server_down_seconds: 0,
  outage_count: 0,
  timeline: [],
  items: [],
  next_cursor: null,
  ...change,
});

describe('the texts of a history', () => {
  it.each<[string, Partial<PitHistory>, string]>([
    ['no outage', {}, 'No outages in this time range.'],
    [
      'one',
      { uptime_share: 0.9867, outage_count: 1, down_seconds: 1140 },
      'Video was available 98.7% of the time. 1 outage, 19 min in total.',
    ],
    [
      'some, and unknown time',
      { uptime_share: 0.5, outage_count: 3, down_seconds: 7200, unknown_share: 0.25 },
      'Video was available 50% of the time. 3 outages, 2 hr in total. 25% of the time is unknown.',
    ],
    [
      'one of the camera’s and one of the media server’s',
      { uptime_share: 0.99, outage_count: 2, down_seconds: 240, media_server_down_seconds: 60 },
      'Video was available 99% of the time. 2 outages, 5 min in total, 60 sec of it because of the media server.',
    ],
    ['a restart, which is too short to mention', { unknown_share: 0.0001 }, 'No outages in this time range.'],
    ['no data', { uptime_share: null, unknown_share: 1 }, 'There is no data for this time range.'],
    [
      'an on-demand camera',
      { uptime_share: null, unknown_share: 0.1 },
      'No viewer requested video in this time range.',
    ],
  ])('summarize %s', (_, change, text) => {
    expect(uptimeText(history(change))).toBe(text);
  });

  it('describe an outage by its times, kind and length', () => {
    const now = new Date(2026, 2, 2, 12).getTime();
    const at = (hour: number, minute: number) => new Date(2026, 2, 2, hour, minute).toISOString();
    const over = { kind: 'offline', cause: 'camera', began_at: at(9, 12), ended_at: at(9, 31) } as const;
    expect([outageTimes(over, now), outageText(over, now)]).toEqual(['09:12 to 09:31', 'Offline for 19 min']);
    const current = { kind: 'stalled', cause: 'camera', began_at: at(11, 58), ended_at: null } as const;
    expect([outageTimes(current, now), outageText(current, now)]).toEqual([
      'since 11:58',
      'Frozen for 2 min',
    ]);
    expect(outageText({ ...over, cause: 'media-server' }, now)).toBe('Media server interrupted for 19 min');
    const before = { ...over, began_at: new Date(2026, 2, 1, 9, 12).toISOString() };
    expect(outageTimes({ ...before, ended_at: new Date(2026, 2, 1, 9, 31).toISOString() }, now)).toMatch(
      / 09:12 to 09:31$/,
    );
    expect(outageTimes(before, now)).toMatch(/ 09:12 to .+ 09:31$/);
    expect(outageTimes({ ...over, ended_at: over.began_at }, now)).toBe('09:12');
  });
});
