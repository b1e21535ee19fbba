import { type SessionItem } from '@ppf/mediamtx';
import { type BridgesSeen, overBridges } from './over-bridges';

const session = (
  kind: 'webrtc' | 'hls',
  user: string,
  bytesSent: number,
  id = `${kind}-${user}`,
): SessionItem => ({
  kind,
  id,
  created: null,
  remoteAddr: '10.0.0.1:1',
  state: 'read',
  path: 'workshop-1/pit-1',
  user,
  connections: [],
  bytesSent,
});

/** Looks, one after the other: which HLS sessions are over at the last one. */
function after(milliseconds: number, ...looks: SessionItem[][]): string[] {
  let seen: BridgesSeen = new Map();
  let over: readonly SessionItem[] = [];
  let now = 0;
  for (const items of looks) ({ over, seen } = overBridges(items, seen, new Date((now += milliseconds))));
  return over.map(({ id }) => id);
}

describe('bridges that are over', () => {
  const both = (bytes: number) => [session('webrtc', 'a', 1), session('hls', 'a', bytes)];
  it.each<[string, SessionItem[][], string[]]>([
    ['one at its first look is not', [both(500)], []],
    ['one that is still loaded from is not', [both(500), both(900)], []],
    ['one that sent nothing since is', [both(500), both(900), both(900)], ['hls-a']],
    ['one whose viewer has left is', [both(900), [session('hls', 'a', 900)]], ['hls-a']],
    [
      'HLS that carries a picture for good is not, also when it stalls',
      [[session('hls', 'b', 900)], [session('hls', 'b', 900)]],
      [],
    ],
    [
      'HLS beside another viewer’s WebRTC is not',
      [
        [session('webrtc', 'a', 1), session('hls', 'b', 900)],
        [session('webrtc', 'a', 1), session('hls', 'b', 900)],
      ],
      [],
    ],
    [
      'sessions without a name are not',
      [
        [session('webrtc', '', 1), session('hls', '', 900)],
        [session('webrtc', '', 1), session('hls', '', 900)],
      ],
      [],
    ],
  ])('%s', (_, looks, expected) => {
    expect(after(2000, ...looks)).toEqual(expected);
  });

  it('looked at twice within milliseconds, as after a view’s end, are not', () => {
    expect(after(100, both(900), both(900), both(900))).toEqual([]);
    expect(after(100, ...Array.from({ length: 17 }, () => both(900)))).toEqual(['hls-a']);
  });

  it('forgets sessions that are gone', () => {
    expect(
      overBridges([], new Map([['x', { bytesSent: 1, since: 0, besideWebrtc: true }]]), new Date(0)).seen
        .size,
    ).toBe(0);
  });
});
