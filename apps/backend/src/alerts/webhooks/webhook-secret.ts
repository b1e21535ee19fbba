import { randomBytes } from 'node:crypto';

/** A new signing secret: 32 random bytes as base64 after `whsec_` (Standard Webhooks 1.0.0, "signature scheme": 24 to 64). */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** An id of a message: the same in every attempt, and in no other message. */
export function makeMessageId(): string {
  return `msg_${randomBytes(16).toString('base64url')}`;
}
