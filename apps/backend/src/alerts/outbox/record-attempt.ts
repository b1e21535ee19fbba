import type { DataSource } from 'typeorm';
import { dropWaitingMessages } from '../messages/drop-waiting-messages';
import type { AttemptOutcome, DueMessage } from '../messages/delivery-attempt';

/** An attempt that was made. */
export interface FinishedAttempt {
  readonly message: DueMessage;
  readonly outcome: AttemptOutcome;
  readonly beganAt: Date;
  readonly durationMs: number;
  /** When it is tried again; null: it is not. */
  readonly nextAt: Date | null;
}

// An attempt whose claim ran out may have been followed by another one: the newest settles the message.
const SETTLE = `
  WITH attempt AS (
    INSERT INTO alert_attempt (delivery_id, number, began_at, duration_ms, fault, status)
    SELECT id, $2, $3, $4, $5, $6 FROM alert_delivery WHERE id = $1
    ON CONFLICT DO NOTHING
  )
  UPDATE alert_delivery SET claimed_until = NULL, next_attempt_at = $7,
    state = CASE WHEN $5::text IS NULL THEN 'delivered' WHEN $7::timestamptz IS NULL THEN 'failed' ELSE 'waiting' END
  WHERE id = $1 AND attempts = $2`;

/** Writes down how an attempt went, and what becomes of the message. */
export async function recordAttempt(database: DataSource, made: FinishedAttempt): Promise<void> {
  const { message, outcome, beganAt, durationMs, nextAt } = made;
  await database.query(SETTLE, [
    message.id,
    message.attempt,
    beganAt,
    durationMs,
    outcome.fault,
    outcome.status,
    nextAt,
  ]);
  // Who answers that the address is gone wants nothing more.
  if (outcome.fault !== 'gone') return;
  await database.query('UPDATE alert_channel SET enabled = false WHERE id = $1', [message.channel.id]);
  await dropWaitingMessages(database, message.channel.id);
}
