import { randomBytes } from 'node:crypto';

/**
 * Generates a signing secret: `whsec_` and 32 random bytes in base64. Standard Webhooks 1.0.0, "signature scheme",
 * requires 24 to 64 bytes.
 */
export function generateWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The row identity that a channel's signing secrets are sealed for. @param uid `AlertChannelEntity.uid` */
export function webhookSecretRow(uid: string): string {
  return `alert-channel:${uid}/secret`;
}
