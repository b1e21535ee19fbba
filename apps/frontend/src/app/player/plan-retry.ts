import { DETOUR_FAILURES, type PlaybackFailure } from './ways/playback-failure';
import type { Leg } from './ways/playback-leg';
import { PLAYBACK_TIMING } from './ways/playback-timing';

/** When to try again, or why not. */
export type RetryPlan = { readonly retryAt: number } | { readonly denied: DenialReason };

/** Why watching is over until somebody acts. */
export type DenialReason = (typeof CLEAR_NOES)[number] | 'refused';

/** What the API says and means. */
const CLEAR_NOES = [
  'signed-out',
  'forbidden',
  'pit-gone',
  'viewing-ended',
  'pit-viewers-full',
  'workshop-viewers-full',
  'viewer-sessions-full',
] as const satisfies readonly PlaybackFailure[];

export interface RetryContext {
  readonly now: number;
  /** Whether the API reports that the camera is connecting: its event says when somebody publishes. */
  readonly isConnecting?: boolean;
  /** Since when nobody publishes, as far as this viewer knows. */
  readonly absentSince: number;
  /** 0 up to 1. */
  readonly random: number;
}

/**
 * The retry rules. A clear no of the API ends; a refused token is replaced once, then it ends; a silent path is polled;
 * so is a paused camera, seldom: somebody has to resume it; a transport whose pictures end at once backs off further each time; a way whose media cannot pass is tried seldom; everything else backs off.
 */
export function planRetry(failure: PlaybackFailure, leg: Leg, context: RetryContext): RetryPlan {
  const after = (wait: number) => ({
    retryAt: context.now + wait * (1 + PLAYBACK_TIMING.jitter * (2 * context.random - 1)),
  });
  const clearNo = CLEAR_NOES.find((each) => each === failure);
  if (clearNo) return { denied: clearNo };
  if (failure === 'refused') return leg.refusals > 0 ? { denied: 'refused' } : after(0);
  if (failure === 'no-stream')
    return after(
      context.isConnecting ? PLAYBACK_TIMING.connectingPoll : pollWait(context.now - context.absentSince),
    );
  if (failure === 'unstable')
    return after(rung(PLAYBACK_TIMING.unstableBackoff, leg.shortLives - PLAYBACK_TIMING.shortLives));
  if (failure === 'camera-paused') return after(PLAYBACK_TIMING.pausedPoll);
  if (DETOUR_FAILURES.includes(failure)) return after(rung(PLAYBACK_TIMING.detourBackoff, leg.failures));
  return after(rung(PLAYBACK_TIMING.backoff, leg.failures));
}

function rung(waits: readonly number[], failures: number): number {
  return waits[Math.min(failures, waits.length - 1)] ?? 0;
}

function pollWait(absentFor: number): number {
  return PLAYBACK_TIMING.polls.find((poll) => absentFor < poll.during)?.every ?? 5_000;
}
