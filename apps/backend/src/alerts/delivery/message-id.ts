import { randomBytes } from 'node:crypto';

/** Generates the id of a message. It is the same in every attempt, so that receivers can detect duplicates. */
export function generateMessageId(): string {
  return `msg_${randomBytes(16).toString('base64url')}`;
}
