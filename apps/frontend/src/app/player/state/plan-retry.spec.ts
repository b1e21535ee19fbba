/** @jest-environment node */
import type { PlaybackFailure } from './playback-failure';
import { type TransportAttempt, NOT_ATTEMPTED } from './transport-attempt';
import { planRetry } from './plan-retry';

const NOW = 100_000;
/** No jitter: the wait is exact. */
const NO_JITTER = 0.5;

const after = (wait: number) => ({ retryAt: NOW + wait });
const plan = (
  failure: PlaybackFailure,
  attempt: Partial<TransportAttempt> = {},
  missingFor = 0,
  random = NO_JITTER,
) =>
  planRetry(failure, { ...NOT_ATTEMPTED, ...attempt }, { now: NOW, noStreamSince: NOW - missingFor, random });

describe('planRetry', () => {
  it.each<[string, PlaybackFailure, Partial<TransportAttempt>, number, ReturnType<typeof planRetry>]>([
    ['stops after an ended sign-in', 'signed-out', {}, 0, { denied: 'signed-out' }],
    ['stops if the role does not allow viewing', 'forbidden', {}, 0, { denied: 'forbidden' }],
    ['stops if the pit does not exist', 'pit-gone', {}, 0, { denied: 'pit-gone' }],
    ['stops after an ended session', 'viewing-ended', {}, 0, { denied: 'viewing-ended' }],
    ['stops at a viewer limit', 'pit-viewers-full', {}, 0, { denied: 'pit-viewers-full' }],
    ['replaces a rejected token once, immediately', 'refused', {}, 0, after(0)],
    ['stops at a second rejected token', 'refused', { refusals: 1 }, 0, { denied: 'refused' }],
    ['polls every second while the publisher has just left', 'no-stream', {}, 0, after(1_000)],
    ['polls every second up to 10 s', 'no-stream', { failures: 9 }, 9_999, after(1_000)],
    ['polls every two seconds after 10 s', 'no-stream', {}, 10_000, after(2_000)],
    ['polls every five seconds after a minute', 'no-stream', {}, 60_000, after(5_000)],
    ['polls a paused camera every five seconds', 'camera-paused', { failures: 9 }, 0, after(5_000)],
    ['backs off from an unstable transport', 'unstable', { shortPlaybacks: 3 }, 0, after(10_000)],
    ['backs off longer after each short playback', 'unstable', { shortPlaybacks: 5 }, 0, after(60_000)],
    ['retries immediately when a session ends', 'ended', {}, 0, after(0)],
    ['retries immediately when frames stop', 'frozen', {}, 0, after(0)],
    ['waits half a second after the second failure', 'server-unreachable', { failures: 1 }, 0, after(500)],
    ['waits a second after the third', 'api-unreachable', { failures: 2 }, 0, after(1_000)],
    ['waits two after the fourth', 'configuration', { failures: 3 }, 0, after(2_000)],
    ['never waits longer than five seconds', 'connection-lost', { failures: 99 }, 0, after(5_000)],
    ['backs off from a blocked transport for 30 s', 'no-connection', {}, 0, after(30_000)],
    ['backs off longer after each failure', 'no-frames', { failures: 2 }, 0, after(120_000)],
    [
      'retries a blocked transport at most every five minutes',
      'ended-early',
      { failures: 50 },
      0,
      after(300_000),
    ],
  ])('%s', (_, failure, attempt, missingFor, expected) => {
    expect(plan(failure, attempt, missingFor)).toEqual(expected);
  });

  it('adds a jitter of 20 % in both directions', () => {
    expect(plan('no-stream', {}, 0, 0)).toEqual(after(800));
    expect(plan('no-stream', {}, 0, 1)).toEqual(after(1_200));
  });
});
