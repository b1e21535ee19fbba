import { createHmac } from 'node:crypto';

/** What is signed. */
export interface SignedContent {
  readonly messageId: string;
  /** When this attempt is made, in milliseconds. */
  readonly at: number;
  /** The body, to the byte. */
  readonly body: string;
}

/**
 * The three headers of Standard Webhooks 1.0.0. Pure.
 * @param secrets `whsec_…`, the newest first: each signs, so that a receiver may have any of them while one is replaced
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
