/** Delay before the second attempt. */
const FIRST_RETRY_DELAY_MS = 10_000;
/** Maximum delay between two attempts. */
const MAX_RETRY_DELAY_MS = 4 * 3_600_000;
/** Growth of the delay from attempt to attempt. */
const BACKOFF_FACTOR = 3;
/** How long delivery of a message is attempted, in milliseconds. */
export const DELIVERY_TTL_MS = 24 * 3_600_000;

/**
 * Returns the instant of the next attempt in milliseconds; null: the message is given up. Pure. The delays are 10 s,
 * 30 s, 90 s and so on, up to 4 h, each up to a quarter longer, so that a recovered receiver is not flooded.
 * @param attempts Number of attempts so far, from 1.
 * @param giveUpAt No attempt starts after this instant.
 * @param random 0 to 1.
 */
export function planRetry(attempts: number, now: number, giveUpAt: number, random: number): number | null {
  const wait = Math.min(FIRST_RETRY_DELAY_MS * BACKOFF_FACTOR ** (attempts - 1), MAX_RETRY_DELAY_MS);
  const next = Math.round(now + wait * (1 + random / 4));
  return next > giveUpAt ? null : next;
}
