import { PLAYBACK_TIMING } from './playback-timing';

/**
 * How many pictures in a row ended soon after their first frame. Pure.
 * @param before the count until now
 * @param livedMs from the first to the last frame of the attempt that failed; null: it had no frame, which says nothing
 */
export function countShortLives(before: number, livedMs: number | null): number {
  if (livedMs === null) return before;
  return livedMs >= PLAYBACK_TIMING.stableAfter ? 0 : before + 1;
}

/** Whether so many short lives are a fault of their own: reconnecting at once only repeats them. */
export function isUnstable(shortLives: number): boolean {
  return shortLives >= PLAYBACK_TIMING.shortLives;
}
