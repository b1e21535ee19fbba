import type { PlaybackFailure } from './playback-failure';
import { type TransportAttempt, NOT_ATTEMPTED } from './transport-attempt';
import { planRetry } from './plan-retry';

const NOW = 100_000;
/** In the middle of the jitter: the wait is exact. */
const MIDDLE = 0.5;

const after = (wait: number) => ({ retryAt: NOW + wait });
const plan = (
  failure: PlaybackFailure,
  attempt: Partial<TransportAttempt> = {},
  missingFor = 0,
  random = MIDDLE,
) =>
  planRetry(failure, { ...NOT_ATTEMPTED, ...attempt }, { now: NOW, noStreamSince: NOW - missingFor, random });

describe('planRetry', () => {
  it.each<[string, PlaybackFailure, Partial<TransportAttempt>, number, ReturnType<typeof planRetry>]>([
    ['ends at a sign-in that has ended', 'signed-out', {}, 0, { denied: 'signed-out' }],
    ['ends at a role that may not watch', 'forbidden', {}, 0, { denied: 'forbidden' }],
    ['ends at a pit that is gone', 'pit-gone', {}, 0, { denied: 'pit-gone' }],
    ['ends at a session that was ended', 'viewing-ended', {}, 0, { denied: 'viewing-ended' }],
    ['ends at a limit', 'pit-viewers-full', {}, 0, { denied: 'pit-viewers-full' }],
    ['replaces a refused token once, at once', 'refused', {}, 0, after(0)],
    ['ends at a second refused token', 'refused', { refusals: 1 }, 0, { denied: 'refused' }],
    ['polls each second when the publisher has just gone', 'no-stream', {}, 0, after(1_000)],
    ['polls each second up to ten seconds', 'no-stream', { failures: 9 }, 9_999, after(1_000)],
    ['polls each two seconds from then on', 'no-stream', {}, 10_000, after(2_000)],
    ['polls each five seconds after a minute', 'no-stream', {}, 60_000, after(5_000)],
    ['polls a paused camera each five seconds', 'camera-paused', { failures: 9 }, 0, after(5_000)],
    ['leaves an unstable transport alone', 'unstable', { shortPlaybacks: 3 }, 0, after(10_000)],
    ['leaves it alone longer after each short life', 'unstable', { shortPlaybacks: 5 }, 0, after(60_000)],
    ['tries again at once when a session ends', 'ended', {}, 0, after(0)],
    ['tries again at once when frames stop', 'frozen', {}, 0, after(0)],
    ['waits half a second after the second failure', 'server-unreachable', { failures: 1 }, 0, after(500)],
    ['waits a second after the third', 'api-unreachable', { failures: 2 }, 0, after(1_000)],
    ['waits two after the fourth', 'configuration', { failures: 3 }, 0, after(2_000)],
    ['never waits longer than five seconds', 'connection-lost', { failures: 99 }, 0, after(5_000)],
    ['leaves a blocked way alone for half a minute', 'no-connection', {}, 0, after(30_000)],
    ['leaves it alone longer each time', 'no-frames', { failures: 2 }, 0, after(120_000)],
    ['comes back to it each five minutes', 'ended-early', { failures: 50 }, 0, after(300_000)],
  ])('%s', (_, failure, attempt, missingFor, expected) => {
    expect(plan(failure, attempt, missingFor)).toEqual(expected);
  });

  it('spreads a wait by a fifth either way, so that a wall does not come back in step', () => {
    expect(plan('no-stream', {}, 0, 0)).toEqual(after(800));
    expect(plan('no-stream', {}, 0, 1)).toEqual(after(1_200));
  });
});
