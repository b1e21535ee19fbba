import { randomBytes } from 'node:crypto';

/**
 * Creates request ids: a prefix of this process and a counter. Unique without a random number per request.
 * X-Request-Id of a client is ignored: it would be copied into the log and into responses.
 */
export function requestIds(): () => string {
  const prefix = randomBytes(5).toString('hex');
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}
