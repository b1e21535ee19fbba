import type { PlaybackFailure } from './playback-failure';

/** Transports that can carry the video permanently. */
export type PrimaryTransport = 'webrtc' | 'hls';

/** All transports. The preroll carries the video only until a primary transport has a frame (preroll/hls-preroll.ts). */
export type Transport = PrimaryTransport | 'preroll';

/** Progress of an attempt. Only WebRTC has `answered` and `connected`; the others go from `opening` to `playing`. */
export type AttemptPhase = 'closed' | 'opening' | 'answered' | 'connected' | 'playing';

/** The current attempt on one transport, with the failure counts of earlier attempts. Instants are ms since 1970. */
export interface TransportAttempt {
  readonly phase: AttemptPhase;
  /** Start of the phase. */
  readonly since: number;
  /** Time of the newest frame of this attempt; null before the first frame. */
  readonly lastFrameAt: number | null;
  /** Earliest time of the next attempt. */
  readonly retryAt: number;
  /** Whether the API reported the camera live after this attempt was opened: a missing publisher may be there now. */
  readonly isOpenedBeforeLive: boolean;
  /** Consecutive failures without stable playback between them. */
  readonly failures: number;
  /** Consecutive rejected tokens. */
  readonly refusals: number;
  /** Consecutive sessions that the server ended right after they began. */
  readonly earlyEnds: number;
  /** Consecutive playbacks that ended soon after their first frame (unstable-transport.ts). */
  readonly shortPlaybacks: number;
  /** Failure of the newest attempt; null after a frame. */
  readonly failure: PlaybackFailure | null;
}

/** A transport without any attempt. */
export const NOT_ATTEMPTED: TransportAttempt = {
  phase: 'closed',
  since: 0,
  lastFrameAt: null,
  retryAt: 0,
  isOpenedBeforeLive: false,
  failures: 0,
  refusals: 0,
  earlyEnds: 0,
  shortPlaybacks: 0,
  failure: null,
};

/** Moves the attempt to a new phase. A token counts as accepted as soon as the phase is past `opening`. */
export function enterPhase(
  attempt: TransportAttempt,
  phase: Exclude<AttemptPhase, 'closed' | 'playing'>,
  now: number,
): TransportAttempt {
  const accepted = phase === 'opening' ? { isOpenedBeforeLive: false } : { refusals: 0 };
  return { ...attempt, ...accepted, phase, since: now, lastFrameAt: null };
}

/** Records a frame. At most one failure is kept until playback is stable. */
export function recordFrame(attempt: TransportAttempt, now: number): TransportAttempt {
  if (attempt.phase === 'closed') return attempt;
  const since = attempt.phase === 'playing' ? attempt.since : now;
  const failures = Math.min(attempt.failures, 1);
  return { ...attempt, phase: 'playing', since, lastFrameAt: now, failures, failure: null, refusals: 0 };
}

/** Closes the attempt without counting a failure. */
export function closeAttempt(attempt: TransportAttempt, now: number): TransportAttempt {
  return { ...attempt, phase: 'closed', since: now, lastFrameAt: null };
}

/** Clears all failure counts, so that the next attempt is due now. */
export function resetBackoff(attempt: TransportAttempt): TransportAttempt {
  return {
    ...attempt,
    retryAt: 0,
    failures: 0,
    refusals: 0,
    earlyEnds: 0,
    shortPlaybacks: 0,
    failure: null,
  };
}

/** The API reports the camera live: a request that is under way may still find no publisher. */
export function markOpening(attempt: TransportAttempt): TransportAttempt {
  return attempt.phase === 'opening' ? { ...attempt, isOpenedBeforeLive: true } : attempt;
}
