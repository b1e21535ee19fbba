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

/** Session lists that record which kinds were read. */
function listsOf(sessions: readonly SessionItem[] | Error) {
  const requested: string[] = [];
  const list = (kind: string) => {
    requested.push(kind);
    if (sessions instanceof Error) return Promise.reject(sessions);
    return Promise.resolve(kind === 'hls' ? sessions : []);
  };
  return { requested, list };
}
const viewersOf = ([path]: readonly PathItem[]) => countViewers(path?.readers ?? [], NO_HLS, 0).viewers;

describe('withPlayers', () => {
  const three = item([
    ['hlssession', 'x'],
    ['hlssession', 'y'],
    ['hlssession', 'z'],
  ]);

  it('counts the sessions of one player once', async () => {
    const ofOne = ['x', 'y', 'z'].map((id, at) => session(id, jti(PLAYER, String(at))));
    expect(viewersOf(await withPlayers([three], listsOf(ofOne)))).toBe(1);
  });

  it('counts two players and one unknown reader', async () => {
    const sessions = [
      session('x', jti(PLAYER, '1')),
      session('y', jti('99999999-9999', '1')),
      session('z', 'vlc'),
    ];
    expect(viewersOf(await withPlayers([three], listsOf(sessions)))).toBe(3);
  });

  it('does not read the lists when no player can have two readers', async () => {
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
    expect(lists.requested).toEqual([]);
  });

  it('returns the paths unchanged when the lists cannot be read', async () => {
    const items = [three];
    const failing = listsOf(new ControlApiProblem('unreachable', 'GET hlssessions/list', null, 'no answer'));
    expect(await withPlayers(items, failing)).toBe(items);
  });
});
