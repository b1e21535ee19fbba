import type { PlaybackFailure } from './playback-failure';
import type { TransportAttempt } from './transport-attempt';
import { isUnstable } from './unstable-transport';

/** Failures that end a playing picture. */
const PLAYBACK_ENDS: readonly PlaybackFailure[] = ['ended', 'connection-lost', 'frozen', 'browser'];

/** Time from the first to the last frame, ms; null without a frame. */
export function playbackDurationMs({ phase, since, lastFrameAt }: TransportAttempt): number | null {
  return phase === 'playing' && lastFrameAt !== null ? lastFrameAt - since : null;
}

/** Repeated ends have another cause: H.264 with B-frames ends immediately, an unstable stream after seconds. */
export function classifyFailure(
  reported: PlaybackFailure,
  attempt: TransportAttempt,
  isEarlyEnd: boolean,
): PlaybackFailure {
  if (isEarlyEnd && attempt.earlyEnds > 0) return 'ended-early';
  const endsPlayback = attempt.phase === 'playing' && PLAYBACK_ENDS.includes(reported);
  return endsPlayback && isUnstable(attempt.shortPlaybacks) ? 'unstable' : reported;
}
