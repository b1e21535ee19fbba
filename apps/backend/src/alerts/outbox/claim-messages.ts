import type { AlertChannelKind } from '@ppf/contracts';
import type { DataSource } from 'typeorm';
import type { DueMessage } from '../messages/delivery-attempt';

/** A claim lasts so long, in milliseconds: more than an attempt may take. A backend that was killed leaves it until then. */
const CLAIM_TTL_MS = 60_000;

/** Messages of one kind that one workshop has under way at once, on all backends together. */
const MAX_IN_FLIGHT_PER_WORKSHOP = 2;

// The oldest message of each channel that has none under way: a slow receiver holds up its own messages only, and gets
// them in order as long as it takes them. A workshop has at most two under way, and each has its first before any has
// its second: slow receivers of one workshop take no other one's turn. Backends that ask at once get different ones.
const CLAIM = `
  WITH busy AS (
    SELECT channel.workshop_id, channel.id AS channel_id FROM alert_delivery AS delivery
    JOIN alert_channel AS channel ON channel.id = delivery.channel_id
    WHERE delivery.state = 'waiting' AND delivery.claimed_until > $1 AND channel.kind = $4
  ),
  oldest AS (
    SELECT DISTINCT ON (due.channel_id) due.id, due.next_attempt_at, channel.workshop_id
    FROM alert_delivery AS due JOIN alert_channel AS channel ON channel.id = due.channel_id
    WHERE due.state = 'waiting' AND due.next_attempt_at <= $1 AND channel.kind = $4
      AND due.channel_id NOT IN (SELECT channel_id FROM busy)
    ORDER BY due.channel_id, due.id
  ),
  placed AS (
    SELECT id, next_attempt_at, row_number() OVER (PARTITION BY workshop_id ORDER BY next_attempt_at, id)
      + (SELECT count(*) FROM busy WHERE busy.workshop_id = oldest.workshop_id) AS place
    FROM oldest
  )
  UPDATE alert_delivery AS delivery SET claimed_until = $2, attempts = attempts + 1
  FROM alert_channel AS channel
  WHERE channel.id = delivery.channel_id AND delivery.id IN (
    SELECT alert_delivery.id FROM alert_delivery JOIN placed USING (id)
    WHERE placed.place <= ${MAX_IN_FLIGHT_PER_WORKSHOP} AND alert_delivery.state = 'waiting'
      AND alert_delivery.next_attempt_at <= $1
      AND (alert_delivery.claimed_until IS NULL OR alert_delivery.claimed_until <= $1)
    ORDER BY placed.place, placed.next_attempt_at LIMIT $3
    FOR UPDATE OF alert_delivery SKIP LOCKED
  )
  RETURNING delivery.id, delivery.message_id, delivery.events, delivery.attempts, delivery.give_up_at,
    channel.id AS channel_id, channel.uid, channel.kind, channel.url, channel.sealed_secret,
    channel.sealed_previous_secret, channel.previous_secret_until, channel.time_zone,
    ARRAY(
      SELECT recipient FROM unnest(channel.recipients) AS recipient JOIN alert_recipient AS known
        ON known.workshop_id = channel.workshop_id AND known.address = lower(recipient)
      WHERE known.confirmed_at IS NOT NULL
    ) AS recipients`;

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
  readonly time_zone: string | null;
  readonly recipients: string[];
}

/** Claims messages of one kind that are due, at most so many, for this backend alone. */
export async function claimMessages(
  database: DataSource,
  kind: AlertChannelKind,
  now: Date,
  most: number,
): Promise<DueMessage[]> {
  const until = new Date(now.getTime() + CLAIM_TTL_MS);
  // TypeORM answers an UPDATE with its rows and their count.
  const [rows] = await database.query<[Row[], number]>(CLAIM, [now, until, most, kind]);
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    events: row.events,
    attempt: row.attempts,
    // PostgreSQL's `infinity` is no Date: a message that would never be given up gets this attempt only.
    giveUpAt: row.give_up_at instanceof Date ? row.give_up_at : now,
    channel: {
      id: row.channel_id,
      uid: row.uid,
      kind: row.kind,
      url: row.url,
      sealedSecret: row.sealed_secret,
      sealedPreviousSecret: row.sealed_previous_secret,
      previousSecretUntil: row.previous_secret_until,
      timeZone: row.time_zone,
      recipients: row.recipients,
    },
  }));
}
