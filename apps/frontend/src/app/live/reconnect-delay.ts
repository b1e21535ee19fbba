/** First delay before a reconnect, ms. It doubles with each further failure. */
const FIRST_DELAY_MS = 500;
/** Longest delay, ms. */
const MAX_DELAY_MS = 15_000;

/**
 * Delay before a reconnect, ms. Half of it is random, so that the dashboards of a restarted server do not reconnect at the
 * same time.
 * @param failures consecutive failures, from 1
 * @param random from 0 to 1
 * @param retryAfterSeconds delay that the server requests; null without one
 */
export function reconnectDelayMs(failures: number, random: number, retryAfterSeconds: number | null): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10), MAX_DELAY_MS);
  return Math.max((delay / 2) * (1 + random), (retryAfterSeconds ?? 0) * 1000);
}
