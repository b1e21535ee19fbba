import { randomBytes } from 'node:crypto';

/**
 * Makes the ids of requests: a prefix of this process and a count. Unique without random numbers for every request.
 * What a caller sends as X-Request-Id is not taken: it would end in the log and in answers.
 */
export function requestIds(): () => string {
  const prefix = randomBytes(5).toString('hex');
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}
