import { countViewers, HLS_SETTLED_MS, NO_HLS } from './count-viewers';

const NOW = 1_000_000;
const YOUNG = NOW - HLS_SETTLED_MS + 1;
const SETTLED = NOW - HLS_SETTLED_MS;

/** One of each letter: webrtc, hls, rtsp, the muxer; as `paths/list` has them, in lower case. */
const READERS = { w: 'webrtcsession', h: 'hlssession', r: 'rtspsession', m: 'hlsmuxer' } as const;
const readers = (letters: string) =>
  [...letters].map((letter, at) => ({
    type: READERS[letter as keyof typeof READERS],
    id: letter === 'm' ? '' : `${letter}${at}`,
  }));

describe('who watches a stream', () => {
  it.each<[string, string, Record<string, number>, number]>([
    ['nobody', '', {}, 0],
    ['a browser', 'w', {}, 1],
    ['players and browsers', 'wwr', {}, 3],
    ['a browser that begins: HLS beside its WebRTC', 'wh', {}, 1],
    ['the same while MediaMTX keeps the HLS session', 'wh', { h1: YOUNG }, 1],
    ['somebody whom only HLS reaches, at once', 'h', {}, 1],
    ['the same for long', 'h', { h0: SETTLED }, 1],
    ['two of them, one beside a browser that begins', 'whh', { h1: SETTLED }, 2],
    ['a browser, and somebody by HLS for long', 'wh', { h1: SETTLED }, 2],
    ['more that begin by HLS than have WebRTC yet', 'whh', {}, 2],
    ['a muxer that nobody may be behind', 'm', {}, 0],
    ['a browser and that muxer', 'wm', {}, 1],
  ])('are counted once each: %s', (_who, letters, since, expected) => {
    const before = new Map(Object.entries(since));
    expect(countViewers(readers(letters), before, NOW).viewers).toBe(expected);
  });

  it('remembers since when HLS sessions are there, and forgets those that are gone', () => {
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
