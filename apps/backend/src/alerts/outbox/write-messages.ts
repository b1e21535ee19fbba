import type { AlertEvent } from '@ppf/contracts';
import type { EntityManager } from 'typeorm';
import { makeMessageId } from '../webhooks/webhook-secret';
import { TRIED_FOR_MS } from './plan-retry';

/** Messages for a channel, each with what it tells. */
export interface NewMessages {
  readonly channelId: number;
  readonly messages: readonly (readonly AlertEvent[])[];
  readonly isTest: boolean;
}

const WRITE = `
  INSERT INTO alert_delivery (channel_id, is_test, next_attempt_at, created_at, give_up_at, message_id, events)
  SELECT $1, $2, $3, $3, $4, new.message_id, new.events
  FROM unnest($5::text[], $6::text[]) WITH ORDINALITY AS new (message_id, events, place) ORDER BY new.place
  RETURNING id`;

/**
 * Puts messages into the outbox, in the transaction of what they tell: all of it is written, or nothing.
 * @returns their ids
 */
export async function writeMessages(
  transaction: EntityManager,
  { channelId, messages, isTest }: NewMessages,
  now: Date,
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }[]>(WRITE, [
    channelId,
    isTest,
    now,
    new Date(now.getTime() + TRIED_FOR_MS),
    messages.map(makeMessageId),
    messages.map((events) => JSON.stringify(events)),
  ]);
  return rows.map(({ id }) => id);
}
