import type { AlertChannelKind } from '@ppf/contracts';
import type { DataSource } from 'typeorm';
import type { DueMessage } from '../delivery/delivery-attempt';

/** How long a claim is valid: longer than any attempt. After a crash, another backend claims the message once it expires. */
const CLAIM_TTL_MS = 60_000;

/** Maximum number of messages of one kind that a workshop has in flight on all backends together. */
const MAX_IN_FLIGHT_PER_WORKSHOP = 2;

// Selects the oldest due message of each channel without one in flight: a slow receiver delays only its own messages,
// and receives them in order. A workshop has at most two messages in flight, and every workshop gets its first before
// any gets its second, so slow receivers of one workshop do not delay others. SKIP LOCKED gives parallel backends
// different messages.
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
  ranked AS (
    SELECT id, next_attempt_at, row_number() OVER (PARTITION BY workshop_id ORDER BY next_attempt_at, id)
      + (SELECT count(*) FROM busy WHERE busy.workshop_id = oldest.workshop_id) AS rank
    FROM oldest
  )
  UPDATE alert_delivery AS delivery SET claimed_until = $2, attempts = attempts + 1
  FROM alert_channel AS channel
  WHERE channel.id = delivery.channel_id AND delivery.id IN (
    SELECT alert_delivery.id FROM alert_delivery JOIN ranked USING (id)
    WHERE ranked.rank <= ${MAX_IN_FLIGHT_PER_WORKSHOP} AND alert_delivery.state = 'waiting'
      AND alert_delivery.next_attempt_at <= $1
      AND (alert_delivery.claimed_until IS NULL OR alert_delivery.claimed_until <= $1)
    ORDER BY ranked.rank, ranked.next_attempt_at LIMIT $3
    FOR UPDATE OF alert_delivery SKIP LOCKED
  )
  RETURNING delivery.id, delivery.message_id, delivery.events, delivery.attempts, delivery.give_up_at,
    channel.id AS channel_id, channel.uid, channel.workshop_id, channel.kind, channel.url, channel.sealed_secret,
    channel.sealed_previous_secret, channel.previous_secret_until, channel.time_zone,
    ARRAY(
      SELECT recipient FROM unnest(channel.recipients) AS recipient JOIN alert_recipient AS confirmed
        ON confirmed.workshop_id = channel.workshop_id AND confirmed.address = lower(recipient)
      WHERE confirmed.confirmed_at IS NOT NULL
    ) AS recipients`;

interface Row {
  readonly id: number;
  readonly message_id: string;
  readonly events: string;
  readonly attempts: number;
  readonly give_up_at: Date;
  readonly channel_id: number;
  readonly uid: string;
  readonly workshop_id: number;
  readonly kind: DueMessage['channel']['kind'];
  readonly url: string | null;
  readonly sealed_secret: string | null;
  readonly sealed_previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly time_zone: string | null;
  readonly recipients: string[];
}

/** Claims due messages of one kind for this backend. @param limit Maximum number of messages. */
export async function claimMessages(
  database: DataSource,
  kind: AlertChannelKind,
  now: Date,
  limit: number,
): Promise<DueMessage[]> {
  const until = new Date(now.getTime() + CLAIM_TTL_MS);
  // TypeORM returns the rows of an UPDATE with their count.
  const [rows] = await database.query<[Row[], number]>(CLAIM, [now, until, limit, kind]);
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    events: row.events,
    attempt: row.attempts,
    // PostgreSQL's `infinity` is not a Date: such a message gets this attempt only, instead of endless retries.
    giveUpAt: row.give_up_at instanceof Date ? row.give_up_at : now,
    channel: {
      id: row.channel_id,
      uid: row.uid,
      workshopId: row.workshop_id,
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
