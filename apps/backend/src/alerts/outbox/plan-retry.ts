/** Milliseconds before the second attempt, and at most between two. */
const FIRST_RETRY_DELAY_MS = 10_000;
const MAX_RETRY_DELAY_MS = 4 * 3_600_000;
/** Each wait is so many times the one before. */
const BACKOFF_FACTOR = 3;
/** How long a message is tried, from its begin, in milliseconds. */
export const DELIVERY_TTL_MS = 24 * 3_600_000;

/**
 * When a message is tried again, in milliseconds; null: it is given up. Pure. 10 s, 30 s, 90 s and so on, 4 h at most,
 * each up to a quarter longer, so that a receiver that was away is not met by everybody at once.
 * @param attempts how many were made, from 1
 * @param giveUpAt until when it is tried
 * @param random 0 to 1
 */
export function planRetry(attempts: number, now: number, giveUpAt: number, random: number): number | null {
  const wait = Math.min(FIRST_RETRY_DELAY_MS * BACKOFF_FACTOR ** (attempts - 1), MAX_RETRY_DELAY_MS);
  const next = Math.round(now + wait * (1 + random / 4));
  return next > giveUpAt ? null : next;
}
