import type { AlertEvent } from '@ppf/contracts';
import type { EntityManager } from 'typeorm';
import { generateMessageId } from '../delivery/message-id';
import { DELIVERY_TTL_MS } from './plan-retry';

/** Messages for a channel, each with its events. */
export interface NewMessages {
  readonly channelId: number;
  readonly messages: readonly (readonly AlertEvent[])[];
  readonly isTest: boolean;
}

const WRITE = `
  INSERT INTO alert_delivery (channel_id, is_test, next_attempt_at, created_at, give_up_at, message_id, events)
  SELECT $1, $2, $3, $3, $4, new.message_id, new.events
  FROM unnest($5::text[], $6::text[]) WITH ORDINALITY AS new (message_id, events, position) ORDER BY new.position
  RETURNING id`;

/** Maximum number of waiting messages per channel. Beyond it, the oldest are given up. */
const MAX_WAITING = 1000;
const DROP_OLDEST = `
  UPDATE alert_delivery SET state = 'failed', next_attempt_at = NULL WHERE id IN (
    SELECT id FROM alert_delivery WHERE channel_id = $1 AND state = 'waiting' ORDER BY id DESC OFFSET $2
  )`;

/**
 * Writes messages to the outbox, in the transaction that records their events.
 * @returns The ids of the deliveries.
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
    new Date(now.getTime() + DELIVERY_TTL_MS),
    messages.map(generateMessageId),
    messages.map((events) => JSON.stringify(events)),
  ]);
  await transaction.query(DROP_OLDEST, [channelId, MAX_WAITING]);
  return rows.map(({ id }) => id);
}
