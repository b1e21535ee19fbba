import type { PitHistory } from '@ppf/contracts';
import { durationText, outageText, outageTimes, shareText, uptimeText } from './history-text';

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

describe('what is said of a history', () => {
  it.each<[string, Partial<PitHistory>, string]>([
    ['no outage', {}, 'No outage in this time.'],
    [
      'one',
      { uptime_share: 0.9867, outage_count: 1, down_seconds: 1140 },
      'A picture 98.7 % of the time. 1 outage, together 19 min.',
    ],
    [
      'some, and time that is not known',
      { uptime_share: 0.5, outage_count: 3, down_seconds: 7200, unknown_share: 0.25 },
      'A picture 50 % of the time. 3 outages, together 2 h. 25 % of the time is not known.',
    ],
    [
      'one of the camera’s and one of the media server’s',
      { uptime_share: 0.99, outage_count: 2, down_seconds: 240, media_server_down_seconds: 60 },
      'A picture 99 % of the time. 2 outages, together 5 min, 60 s of it by the media server.',
    ],
    ['a restart, which is not worth a word', { unknown_share: 0.0001 }, 'No outage in this time.'],
    ['nothing', { uptime_share: null, unknown_share: 1 }, 'Nothing is known of this time.'],
    [
      'an on-demand camera',
      { uptime_share: null, unknown_share: 0.1 },
      'Nobody asked for a picture in this time.',
    ],
  ])('is true of %s', (_, change, text) => {
    expect(uptimeText(history(change))).toBe(text);
  });

  it('tells an outage by when, what and how long', () => {
    const now = new Date(2026, 2, 2, 12).getTime();
    const at = (hour: number, minute: number) => new Date(2026, 2, 2, hour, minute).toISOString();
    const over = { kind: 'offline', cause: 'camera', began_at: at(9, 12), ended_at: at(9, 31) } as const;
    expect([outageTimes(over, now), outageText(over, now)]).toEqual(['09:12 to 09:31', 'Offline for 19 min']);
    const going = { kind: 'stalled', cause: 'camera', began_at: at(11, 58), ended_at: null } as const;
    expect([outageTimes(going, now), outageText(going, now)]).toEqual(['since 11:58', 'Frozen for 2 min']);
    expect(outageText({ ...over, cause: 'media-server' }, now)).toBe('Media server interrupted for 19 min');
    const before = { ...over, began_at: new Date(2026, 2, 1, 9, 12).toISOString() };
    expect(outageTimes({ ...before, ended_at: new Date(2026, 2, 1, 9, 31).toISOString() }, now)).toMatch(
      / 09:12 to 09:31$/,
    );
    expect(outageTimes(before, now)).toMatch(/ 09:12 to .+ 09:31$/);
    expect(outageTimes({ ...over, ended_at: over.began_at }, now)).toBe('09:12');
  });

  it.each([
    [0, '0 s'],
    [89_000, '89 s'],
    [90_000, '2 min'],
    [5_400_000, '1 h 30 min'],
    [2 * 3_600_000, '2 h'],
    [50 * 3_600_000, '2 days 2 h'],
    [72 * 3_600_000, '3 days'],
  ])('%i ms are %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it.each([
    [1, '100 %'],
    [0.99999, '99.9 %'],
    [0.00001, '0.1 %'],
    [0, '0 %'],
    [0.5, '50 %'],
    [0.0123, '1.2 %'],
  ])('%f is %s', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});
