import type { DataSource } from 'typeorm';
import type { DueMessage } from './alert-attempt';

/** A claim lasts so long, in milliseconds: more than an attempt may take. A backend that was killed leaves it until then. */
const CLAIMED_FOR_MS = 60_000;

// The oldest message of each channel that has none under way: a slow receiver holds up its own messages only, and gets
// them in order as long as it takes them. Backends that ask at once are given different ones.
const CLAIM = `
  UPDATE alert_delivery AS delivery SET claimed_until = $2, attempts = attempts + 1
  FROM alert_channel AS channel
  WHERE channel.id = delivery.channel_id AND delivery.id IN (
    SELECT id FROM alert_delivery
    WHERE id IN (
      SELECT DISTINCT ON (due.channel_id) due.id FROM alert_delivery AS due
      WHERE due.state = 'waiting' AND due.next_attempt_at <= $1
        AND due.channel_id NOT IN (
          SELECT channel_id FROM alert_delivery WHERE state = 'waiting' AND claimed_until > $1
        )
      ORDER BY due.channel_id, due.id
    ) AND state = 'waiting' AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
    ORDER BY next_attempt_at LIMIT $3
    FOR UPDATE SKIP LOCKED
  )
  RETURNING delivery.id, delivery.message_id, delivery.events, delivery.attempts, delivery.give_up_at,
    channel.id AS channel_id, channel.uid, channel.kind, channel.url, channel.sealed_secret,
    channel.sealed_previous_secret, channel.previous_secret_until, channel.recipients`;

interface Row {
  readonly id: number;
  readonly message_id: string;
  readonly events: string;
  readonly attempts: number;
  readonly give_up_at: Date;
  readonly channel_id: number;
  readonly uid: string;
  readonly kind: DueMessage['channel']['kind'];
  readonly url: string | null;
  readonly sealed_secret: string | null;
  readonly sealed_previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly recipients: string[];
}

/** Claims messages that are due, at most so many, for this backend alone. */
export async function claimMessages(database: DataSource, now: Date, most: number): Promise<DueMessage[]> {
  const until = new Date(now.getTime() + CLAIMED_FOR_MS);
  // TypeORM answers an UPDATE with its rows and their count.
  const [rows] = await database.query<[Row[], number]>(CLAIM, [now, until, most]);
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    events: row.events,
    attempt: row.attempts,
    giveUpAt: row.give_up_at,
    channel: {
      id: row.channel_id,
      uid: row.uid,
      kind: row.kind,
      url: row.url,
      sealedSecret: row.sealed_secret,
      sealedPreviousSecret: row.sealed_previous_secret,
      previousSecretUntil: row.previous_secret_until,
      recipients: row.recipients,
    },
  }));
}
