import { ActiveSessions } from './active-sessions';
import { type AdmissionResult, ViewerCapacity } from './viewer-capacity';

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
let count = 0;
const session = (sub: string, pitId = 1, workshopId = 1) => ({
  jti: `jti-${++count}`,
  sub,
  pitId,
  workshopId,
  beganAt: count,
});

function check(sessions: readonly ReturnType<typeof session>[], sub: string): AdmissionResult {
  const active = new ActiveSessions();
  for (const each of sessions) active.add(each);
  return new ViewerCapacity(active, LIMITS).check(PIT, sub);
}

describe('ViewerCapacity for pit 1 with two viewers per pit, three per workshop, two per user', () => {
  it.each<[string, readonly ReturnType<typeof session>[], AdmissionResult]>([
    ['there is no viewer', [], 'admitted'],
    ['the pit has one viewer', [session('a')], 'admitted'],
    ['the pit has two viewers', [session('a'), session('b')], 'pit-viewers-full'],
    [
      'the workshop has three viewers',
      [session('a', 2), session('b', 2), session('c', 1)],
      'workshop-viewers-full',
    ],
    [
      'another workshop has three viewers',
      [session('a', 9, 2), session('b', 9, 2), session('c', 9, 2)],
      'admitted',
    ],
    ['the user watches two other pits', [session('me', 2), session('me', 3)], 'viewer-sessions-full'],
    ['the user watches one other pit', [session('me', 2)], 'admitted'],
  ])('when %s', (_, sessions, expected) => {
    expect(check(sessions, 'me')).toEqual(expected);
  });

  it('replaces the user’s own oldest viewing session of this pit at a limit', () => {
    const [oldest, newer] = [session('me'), session('me')];
    expect(check([newer, oldest], 'me')).toEqual({ replaces: oldest.jti });
  });

  it('does not replace the user’s viewing session of another pit', () => {
    expect(check([session('a'), session('b'), session('me', 2)], 'me')).toBe('pit-viewers-full');
  });
});

describe('ActiveSessions', () => {
  it('counts a viewing session once, and no longer after its end', () => {
    const active = new ActiveSessions();
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
