import { ControlApiProblem, type PathItem, type SessionItem } from '@ppf/mediamtx';
import { countViewers, NO_HLS } from '../../../media-servers';
import { withPlayers } from './reader-players';

const PLAYER = '0a1b2c3d-4e5f';
const item = (readers: readonly (readonly [string, string])[]): PathItem => ({
  ...{ name: 'a', confName: 'a', ready: true, readyTime: null, sourceType: 'rtspsource', sourceId: '' },
  ...{ tracks: [], bytesReceived: 0, readers: readers.map(([type, id]) => ({ type, id })) },
});
const session = (id: string, user: string): SessionItem => ({
  ...{ kind: 'hls', id, user, created: null, remoteAddr: '', state: 'read', path: 'a' },
  ...{ connections: [], bytesSent: 0 },
});
const jti = (player: string, tail: string) => `${player}-4000-8000-${tail.repeat(12)}`;

/** Reads the lists, and counts who asked for them. */
function listsOf(sessions: readonly SessionItem[] | Error) {
  const asked: string[] = [];
  const list = (kind: string) => {
    asked.push(kind);
    if (sessions instanceof Error) return Promise.reject(sessions);
    return Promise.resolve(kind === 'hls' ? sessions : []);
  };
  return { asked, list };
}
const viewersOf = ([path]: readonly PathItem[]) => countViewers(path?.readers ?? [], NO_HLS, 0).viewers;

describe('whose readers those of a path are', () => {
  const three = item([
    ['hlssession', 'x'],
    ['hlssession', 'y'],
    ['hlssession', 'z'],
  ]);

  it('counts the sessions of one player once', async () => {
    const ofOne = ['x', 'y', 'z'].map((id, at) => session(id, jti(PLAYER, String(at))));
    expect(viewersOf(await withPlayers([three], listsOf(ofOne)))).toBe(1);
  });

  it('counts two players and one who is unknown', async () => {
    const sessions = [
      session('x', jti(PLAYER, '1')),
      session('y', jti('99999999-9999', '1')),
      session('z', 'vlc'),
    ];
    expect(viewersOf(await withPlayers([three], listsOf(sessions)))).toBe(3);
  });

  it('does not read the lists where every reader is somebody else’s', async () => {
    const lists = listsOf([]);
    const items = [
      item([
        ['webrtcsession', 'x'],
        ['rtspsession', 'y'],
      ]),
      item([['hlssession', 'z']]),
      item([]),
    ];
    expect(await withPlayers(items, lists)).toBe(items);
    expect(lists.asked).toEqual([]);
  });

  it('leaves the paths as they are where the lists are not answered', async () => {
    const items = [three];
    const failing = listsOf(new ControlApiProblem('unreachable', 'GET hlssessions/list', null, 'no answer'));
    expect(await withPlayers(items, failing)).toBe(items);
  });
});
