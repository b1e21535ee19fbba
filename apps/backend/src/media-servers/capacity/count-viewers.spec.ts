import { countViewers, HLS_SETTLED_MS, NO_HLS } from './count-viewers';

const NOW = 1_000_000;
const YOUNG = NOW - HLS_SETTLED_MS + 1;
const SETTLED = NOW - HLS_SETTLED_MS;

/** Reader types by letter, as in `paths/list` in lower case. */
const READERS = { w: 'webrtcsession', h: 'hlssession', r: 'rtspsession', m: 'hlsmuxer' } as const;
const readers = (letters: string) =>
  [...letters].map((letter, at) => ({
    type: READERS[letter as keyof typeof READERS],
    id: letter === 'm' ? '' : `${letter}${at}`,
  }));

describe('countViewers', () => {
  it.each<[string, string, Record<string, number>, number]>([
    ['no readers', '', {}, 0],
    ['a browser', 'w', {}, 1],
    ['players and browsers', 'wwr', {}, 3],
    ['a browser that starts with an HLS preroll', 'wh', {}, 1],
    ['the same while MediaMTX keeps the HLS session', 'wh', { h1: YOUNG }, 1],
    ['a new HLS viewer', 'h', {}, 1],
    ['an old HLS viewer', 'h', { h0: SETTLED }, 1],
    ['a browser with a preroll and an old HLS viewer', 'whh', { h1: SETTLED }, 2],
    ['a browser and an old HLS viewer', 'wh', { h1: SETTLED }, 2],
    ['more new HLS sessions than WebRTC sessions', 'whh', {}, 2],
    ['an HLS muxer', 'm', {}, 0],
    ['a browser and an HLS muxer', 'wm', {}, 1],
  ])('counts each viewer once: %s', (_viewers, letters, since, expected) => {
    const before = new Map(Object.entries(since));
    expect(countViewers(readers(letters), before, NOW).viewers).toBe(expected);
  });

  it('keeps the start of HLS sessions until they end', () => {
    const first = countViewers(readers('wh'), NO_HLS, YOUNG);
    expect([...first.hlsSince]).toEqual([['h1', YOUNG]]);
    const second = countViewers(readers('whh'), first.hlsSince, NOW);
    expect([...second.hlsSince]).toEqual([
      ['h1', YOUNG],
      ['h2', NOW],
    ]);
    expect(countViewers(readers('w'), second.hlsSince, NOW).hlsSince).toBe(NO_HLS);
  });
});
