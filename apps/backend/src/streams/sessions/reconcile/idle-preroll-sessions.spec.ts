import { type SessionItem } from '@ppf/mediamtx';
import { idlePrerollSessions, type PrerollStates } from './idle-preroll-sessions';

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

/** Ids of the idle HLS sessions at the last of several checks at a fixed interval. */
function idleAfter(intervalMs: number, ...checks: SessionItem[][]): string[] {
  let states: PrerollStates = new Map();
  let idle: readonly SessionItem[] = [];
  let now = 0;
  for (const items of checks)
    ({ idle, states } = idlePrerollSessions(items, states, new Date((now += intervalMs))));
  return idle.map(({ id }) => id);
}

describe('idlePrerollSessions', () => {
  const both = (bytes: number) => [session('webrtc', 'a', 1), session('hls', 'a', bytes)];
  it.each<[string, SessionItem[][], string[]]>([
    ['excludes a session at its first check', [both(500)], []],
    ['excludes a session that still sends', [both(500), both(900)], []],
    ['includes a session that sent nothing since', [both(500), both(900), both(900)], ['hls-a']],
    ['includes a session whose viewer has left', [both(900), [session('hls', 'a', 900)]], ['hls-a']],
    [
      'excludes HLS as the only transport, also when it stalls',
      [[session('hls', 'b', 900)], [session('hls', 'b', 900)]],
      [],
    ],
    [
      'excludes HLS beside another viewer’s WebRTC',
      [
        [session('webrtc', 'a', 1), session('hls', 'b', 900)],
        [session('webrtc', 'a', 1), session('hls', 'b', 900)],
      ],
      [],
    ],
    [
      'excludes sessions without a user name',
      [
        [session('webrtc', '', 1), session('hls', '', 900)],
        [session('webrtc', '', 1), session('hls', '', 900)],
      ],
      [],
    ],
  ])('%s', (_, checks, expected) => {
    expect(idleAfter(2000, ...checks)).toEqual(expected);
  });

  it('excludes a session that was checked twice within milliseconds, as after a disconnection', () => {
    expect(idleAfter(100, both(900), both(900), both(900))).toEqual([]);
    expect(idleAfter(100, ...Array.from({ length: 17 }, () => both(900)))).toEqual(['hls-a']);
  });

  it('drops the state of sessions that are no longer listed', () => {
    expect(
      idlePrerollSessions([], new Map([['x', { bytesSent: 1, since: 0, besideWebrtc: true }]]), new Date(0))
        .states.size,
    ).toBe(0);
  });
});
