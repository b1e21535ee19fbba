import { FALLBACK_FAILURES, type PlaybackFailure } from './playback-failure';
import { PLAYBACK_TIMING } from './playback-timing';
import type { TransportAttempt } from './transport-attempt';

/** When to try again, or why playback stops. */
export type RetryPlan = { readonly retryAt: number } | { readonly denied: DenialReason };

/** Why playback stops until the user acts. */
export type DenialReason = (typeof PERMANENT_REFUSALS)[number] | 'refused';

/** Answers of the API that a retry cannot change. */
const PERMANENT_REFUSALS = [
  'signed-out',
  'forbidden',
  'pit-gone',
  'viewing-ended',
  'pit-viewers-full',
  'workshop-viewers-full',
  'viewer-sessions-full',
] as const satisfies readonly PlaybackFailure[];

export interface RetryContext {
  /** ms since 1970. */
  readonly now: number;
  /** Whether the API reports `connecting`: its status event then announces the publisher. */
  readonly isConnecting?: boolean;
  /** When the publisher was first missing, as observed by this player, ms since 1970. */
  readonly noStreamSince: number;
  /** Jitter input, 0 to 1. */
  readonly random: number;
}

/**
 * Plans the next attempt after a failure. A permanent refusal of the API stops playback; a rejected token is replaced
 * once. A path without a publisher and a paused camera are polled. An unstable transport, and one whose media cannot
 * pass, have long backoffs; everything else has the short one.
 */
export function planRetry(
  failure: PlaybackFailure,
  attempt: TransportAttempt,
  context: RetryContext,
): RetryPlan {
  const after = (waitMs: number) => ({
    retryAt: context.now + waitMs * (1 + PLAYBACK_TIMING.jitterRatio * (2 * context.random - 1)),
  });
  const refusal = PERMANENT_REFUSALS.find((each) => each === failure);
  if (refusal) return { denied: refusal };
  if (failure === 'refused') return attempt.refusals > 0 ? { denied: 'refused' } : after(0);
  if (failure === 'no-stream')
    return after(
      context.isConnecting
        ? PLAYBACK_TIMING.connectingPollMs
        : pollIntervalMs(context.now - context.noStreamSince),
    );
  if (failure === 'unstable') {
    const step = attempt.shortPlaybacks - PLAYBACK_TIMING.unstableAfterPlaybacks;
    return after(backoffStep(PLAYBACK_TIMING.unstableBackoffMs, step));
  }
  if (failure === 'camera-paused') return after(PLAYBACK_TIMING.pausedPollMs);
  const waits = FALLBACK_FAILURES.includes(failure)
    ? PLAYBACK_TIMING.fallbackBackoffMs
    : PLAYBACK_TIMING.backoffMs;
  return after(backoffStep(waits, attempt.failures));
}

function backoffStep(waitsMs: readonly number[], step: number): number {
  return waitsMs[Math.min(step, waitsMs.length - 1)] ?? 0;
}

function pollIntervalMs(missingMs: number): number {
  return PLAYBACK_TIMING.noStreamPolls.find((poll) => missingMs < poll.untilMs)?.intervalMs ?? 5_000;
}
