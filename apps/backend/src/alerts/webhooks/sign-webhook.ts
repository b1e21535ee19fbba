import { createHmac } from 'node:crypto';

/** The signed content of one attempt. */
export interface SignedContent {
  readonly messageId: string;
  /** Instant of this attempt, in milliseconds. */
  readonly at: number;
  /** The exact request body. */
  readonly body: string;
}

/**
 * Returns the three headers of Standard Webhooks 1.0.0. Pure.
 * @param secrets `whsec_…`, newest first. Each signs, so that a receiver can use either while a secret is replaced.
 */
export function signWebhook(
  { messageId, at, body }: SignedContent,
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
