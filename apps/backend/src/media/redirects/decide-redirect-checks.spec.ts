import { decideRedirectChecks, type LastCheck, type PulledCamera, nextBatch } from './decide-redirect-checks';

const NOW = 10_000_000;
const BEGAN = '2026-01-01T00:00:00Z';
const camera = (change: Partial<PulledCamera> = {}): PulledCamera => ({
  pitId: 1,
  onDemand: false,
  stream: { status: 'live', since: BEGAN },
  ...change,
});
const offline = { status: 'offline', since: null } as const;

describe('the cameras that are checked for redirects', () => {
  it.each<[string, PulledCamera, LastCheck | null, boolean]>([
    ['one that was never asked', camera(), null, true],
    ['one that was never asked, and sends nothing', camera({ stream: offline }), null, true],
    ['one on demand that was never watched', camera({ onDemand: true, stream: offline }), null, false],
    ['one on demand that is watched', camera({ onDemand: true }), null, true],
    ['one that still sends', camera(), { at: 0, since: BEGAN }, false],
    ['a camera whose stream began again', camera(), { at: NOW - 1000, since: null }, true],
    [
      'one that sends nothing, asked lately',
      camera({ stream: offline }),
      { at: NOW - 59_000, since: null },
      false,
    ],
    [
      'one that sends nothing, a minute on',
      camera({ stream: offline }),
      { at: NOW - 60_000, since: null },
      true,
    ],
    [
      'one on demand that sends nothing, a minute on',
      camera({ onDemand: true, stream: offline }),
      { at: NOW - 60_000, since: null },
      false,
    ],
  ])('%s', (_, one, last, isAsked) => {
    const due = decideRedirectChecks([one], last ? new Map([[1, last]]) : new Map(), NOW);
    expect(due).toEqual(isAsked ? [1] : []);
  });

  it('are limited per workshop and run', () => {
    const workshopOf = (pitId: number) => Math.floor(pitId / 10);
    const due = [10, 11, 12, 13, 20, 30, 31];
    expect(nextBatch(due, workshopOf, { perWorkshop: 2, total: 4 })).toEqual([10, 11, 20, 30]);
  });

  it('start with live cameras, then continue by the time of the last check', () => {
    const silent = (pitId: number) => camera({ pitId, stream: offline });
    const asked = (minutesAgo: number, since: string | null = null) => ({
      at: NOW - minutesAgo * 60_000,
      since,
    });
    const last = new Map([
      [1, asked(1)],
      [2, asked(3)],
      [3, asked(2)],
      [4, asked(1)],
      [6, asked(5)],
    ]);
    const cameras = [silent(1), silent(2), silent(3), camera({ pitId: 4 }), silent(5), camera({ pitId: 6 })];
    expect(decideRedirectChecks(cameras, last, NOW)).toEqual([6, 4, 5, 2, 3, 1]);
  });
});
