import type { AlertEvent } from '@ppf/contracts';
import type { EntityManager } from 'typeorm';
import { makeMessageId } from '../webhooks/webhook-secret';
import { TRIED_FOR_MS } from './plan-retry';

/** A message for a channel. */
export interface NewMessage {
  readonly channelId: number;
  readonly events: readonly AlertEvent[];
  readonly isTest: boolean;
}

/**
 * Puts a message into the outbox, in the transaction of what it tells: both are written, or none.
 * @returns its id
 */
export async function writeMessage(
  transaction: EntityManager,
  { channelId, events, isTest }: NewMessage,
  now: Date,
): Promise<number> {
  const [row] = await transaction.query<{ id: number }[]>(
    `INSERT INTO alert_delivery (channel_id, message_id, events, is_test, next_attempt_at, give_up_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $5) RETURNING id`,
    [channelId, makeMessageId(), JSON.stringify(events), isTest, now, new Date(now.getTime() + TRIED_FOR_MS)],
  );
  if (!row) throw new Error('A message was written without an id.');
  return row.id;
}
