import type { DataSource, EntityManager } from 'typeorm';
import { writeMessage } from '../outbox/write-message';
import { alertEvent, type AlertsForListener, type DecidedAlert } from './decide-alerts';

const TELL_OUTAGE = `
  INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at)
  SELECT $1, pit.id, $3, $4, $5 FROM pit WHERE pit.id = $2
  ON CONFLICT (channel_id, pit_id) WHERE back_told_at IS NULL DO NOTHING RETURNING id`;
const TELL_BACK =
  'UPDATE outage_alert SET back_told_at = $2 WHERE id = $1 AND back_told_at IS NULL RETURNING id';
const HOLD_CHANNEL = 'SELECT id FROM alert_channel WHERE id = $1 AND enabled FOR SHARE';

/**
 * Writes what a channel is told, and its messages, in one transaction. Whoever else decided the same at the same time
 * has written it or writes nothing: an open outage is there once (`outage_alert_open`).
 * @returns how many messages there are
 */
export async function writeAlerts(
  database: DataSource,
  { listener, alerts }: AlertsForListener,
  { now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Changed or deleted meanwhile: the next look decides anew.
    const held = await transaction.query<object[]>(HOLD_CHANNEL, [listener.id]);
    if (held.length === 0) return 0;
    const written: DecidedAlert[] = [];
    for (const alert of alerts) if (await note(transaction, listener.id, alert, now)) written.push(alert);
    const events = written.map((alert) =>
      alertEvent(alert, listener.workshopName, { now: now.getTime(), publicUrl }),
    );
    // A program gets them one by one; people read one mail when the whole workshop is away.
    const messages = listener.kind === 'webhook' ? events.map((event) => [event]) : [events].filter(any);
    for (const each of messages)
      await writeMessage(transaction, { channelId: listener.id, events: each, isTest: false }, now);
    return messages.length;
  });
}

function any({ length }: readonly unknown[]): boolean {
  return length > 0;
}

/** Whether nobody had noted it before. */
async function note(
  transaction: EntityManager,
  channelId: number,
  { pit, decision, over }: DecidedAlert,
  now: Date,
): Promise<boolean> {
  if (decision.tell === 'back') {
    // TypeORM answers an UPDATE with its rows and their count.
    const [, count] = await transaction.query<[unknown, number]>(TELL_BACK, [over?.id, now]);
    return count > 0;
  }
  const rows = await transaction.query<object[]>(TELL_OUTAGE, [
    channelId,
    pit.id,
    decision.kind,
    new Date(decision.beganAt),
    now,
  ]);
  return rows.length > 0;
}
