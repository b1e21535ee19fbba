import { ActiveViewings } from './active-viewings';
import { type Room } from './decide-viewing-limits';
import { ViewingRoom } from './viewing-room';

const LIMITS = { perPit: 2, perWorkshop: 3, perViewer: 2 };
const PIT = {
  pitId: 1,
  workshopId: 1,
  path: 'p',
  cameraKind: null,
  paused: false,
  hasSub: false,
  transcode: false,
  onDemand: false,
  publishKeyHash: null,
  allowList: null,
};
let made = 0;
const session = (sub: string, pitId = 1, workshopId = 1) => ({
  jti: `jti-${++made}`,
  sub,
  pitId,
  workshopId,
  beganAt: made,
});

function room(sessions: readonly ReturnType<typeof session>[], sub: string): Room {
  const active = new ActiveViewings();
  for (const each of sessions) active.add(each);
  return new ViewingRoom(active, LIMITS).for(PIT, sub);
}

describe('room for one more viewer of pit 1, two a pit, three a workshop, two a person', () => {
  it.each<[string, readonly ReturnType<typeof session>[], Room]>([
    ['nobody watches', [], 'room'],
    ['one watches', [session('a')], 'room'],
    ['two watch it', [session('a'), session('b')], 'pit-viewers-full'],
    [
      'three watch in the workshop',
      [session('a', 2), session('b', 2), session('c', 1)],
      'workshop-viewers-full',
    ],
    [
      'others watch in another workshop',
      [session('a', 9, 2), session('b', 9, 2), session('c', 9, 2)],
      'room',
    ],
    ['they watch two other pits', [session('me', 2), session('me', 3)], 'viewer-sessions-full'],
    ['they watch one other pit', [session('me', 2)], 'room'],
  ])('when %s', (_, sessions, expected) => {
    expect(room(sessions, 'me')).toEqual(expected);
  });

  it('is where their own oldest session of this pit was, so that it never keeps them out', () => {
    const [dying, newer] = [session('me'), session('me')];
    expect(room([newer, dying], 'me')).toEqual({ replaces: dying.jti });
  });

  it('is not where their session of another pit is', () => {
    expect(room([session('a'), session('b'), session('me', 2)], 'me')).toBe('pit-viewers-full');
  });
});

describe('ActiveViewings', () => {
  it('counts one once, and not at all when it has ended', () => {
    const active = new ActiveViewings();
    const one = session('me');
    active.add(one);
    active.add(one);
    expect(active.counts(1, 1, 'me')).toEqual({ ofPit: 1, ofWorkshop: 1, ofViewer: 1 });
    active.remove(one.jti);
    active.remove(one.jti);
    expect(active.counts(1, 1, 'me')).toEqual({ ofPit: 0, ofWorkshop: 0, ofViewer: 0 });
    expect(active.size).toBe(0);
  });
});
