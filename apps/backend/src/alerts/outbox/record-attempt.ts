import type { DataSource } from 'typeorm';
import { dropWaitingMessages } from '../delivery/drop-waiting-messages';
import type { AttemptOutcome, DueMessage } from '../delivery/delivery-attempt';

/** A finished attempt. */
export interface FinishedAttempt {
  readonly message: DueMessage;
  readonly outcome: AttemptOutcome;
  readonly beganAt: Date;
  readonly durationMs: number;
  /** The next attempt; null: there is none. */
  readonly nextAt: Date | null;
}

// After a claim has expired, another attempt may be in flight: only the newest attempt changes the message's state.
const RECORD = `
  WITH attempt AS (
    INSERT INTO alert_attempt (delivery_id, number, began_at, duration_ms, fault, status)
    SELECT id, $2, $3, $4, $5, $6 FROM alert_delivery WHERE id = $1
    ON CONFLICT DO NOTHING
  )
  UPDATE alert_delivery SET claimed_until = NULL, next_attempt_at = $7,
    state = CASE WHEN $5::text IS NULL THEN 'delivered' WHEN $7::timestamptz IS NULL THEN 'failed' ELSE 'waiting' END
  WHERE id = $1 AND attempts = $2`;

/** Stores the result of an attempt and the new state of its message. Disables a channel whose receiver is gone. */
export async function recordAttempt(database: DataSource, attempt: FinishedAttempt): Promise<void> {
  const { message, outcome, beganAt, durationMs, nextAt } = attempt;
  await database.query(RECORD, [
    message.id,
    message.attempt,
    beganAt,
    durationMs,
    outcome.fault,
    outcome.status,
    nextAt,
  ]);
  // 410 Gone: the receiver requests no further messages (Standard Webhooks).
  if (outcome.fault !== 'gone') return;
  await database.query('UPDATE alert_channel SET enabled = false WHERE id = $1', [message.channel.id]);
  await dropWaitingMessages(database, message.channel.id);
}
