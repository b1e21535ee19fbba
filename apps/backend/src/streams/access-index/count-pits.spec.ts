import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { countPits, MAX_LISTED_PITS } from './count-pits';
import { type PitAccess } from './pit-access';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const PIT: PitAccess = {
  pitId: 1,
  workshopId: 1,
  path: 'workshop-1/pit-1',
  cameraKind: 'pull',
  paused: false,
  hasSub: false,
  transcode: false,
  onDemand: false,
  publishKeyHash: null,
  allowList: null,
};

function stream(status: PitStream['status'], secondsAgo = 10, bits: number | null = null): PitStream {
  const since = new Date(NOW - secondsAgo * 1000).toISOString();
  return { ...UNKNOWN_STREAM, status, since, bits_per_second: bits };
}

describe('countPits', () => {
  it('counts each pit once, by the first reason why it cannot be watched', async () => {
    const streams = new Map([
      ['live', stream('live', 10, 2_000_000)],
      ['live/sub', stream('live', 10, 300_000)],
      ['gone', stream('offline', 90)],
      ['stuck', stream('stalled', 3)],
      ['off', stream('offline', 500)],
    ]);
    const pits = [
      { ...PIT, path: 'live', hasSub: true },
      { ...PIT, path: 'gone' },
      { ...PIT, path: 'stuck' },
      { ...PIT, path: 'off', paused: true },
      { ...PIT, path: 'bare', cameraKind: null },
      { ...PIT, path: 'new' },
    ];
    const count = await countPits(pits, (path) => streams.get(path) ?? UNKNOWN_STREAM, NOW);
    expect(Object.fromEntries(count.byState)).toEqual({
      live: 1,
      offline: 1,
      stalled: 1,
      paused: 1,
      'no-camera': 1,
      unknown: 1,
      connecting: 0,
    });
    expect(count.bitsPerSecond).toBe(2_300_000);
    expect(count.withoutPicture).toEqual([
      { path: 'gone', seconds: 90 },
      { path: 'stuck', seconds: 3 },
    ]);
  });

  it('lists only the hundred pits that have been without a picture for longest', async () => {
    const pits = Array.from({ length: 1200 }, (_, at) => ({ ...PIT, pitId: at, path: String(at) }));
    const { byState, withoutPicture } = await countPits(pits, (path) => stream('offline', Number(path)), NOW);
    expect(byState.get('offline')).toBe(1200);
    expect(withoutPicture).toHaveLength(MAX_LISTED_PITS);
    expect(withoutPicture[0]).toEqual({ path: '1199', seconds: 1199 });
  });
});
