import { PLAYBACK_TIMING } from './playback-timing';

/**
 * Counts consecutive playbacks that ended soon after their first frame.
 * @param before the count before this attempt failed
 * @param playedMs time from the first to the last frame; null when no frame came, which changes nothing
 */
export function countShortPlaybacks(before: number, playedMs: number | null): number {
  if (playedMs === null) return before;
  return playedMs >= PLAYBACK_TIMING.stableAfterMs ? 0 : before + 1;
}

/** Whether the transport counts as unstable: reconnecting immediately would only repeat the short playbacks. */
export function isUnstable(shortPlaybacks: number): boolean {
  return shortPlaybacks >= PLAYBACK_TIMING.unstableAfterPlaybacks;
}
