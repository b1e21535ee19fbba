import type { DataSource, EntityManager } from 'typeorm';
import { writeMessages } from '../outbox/write-messages';
import { alertEvent, type AlertsForListener, type DecidedAlert } from './decide-alerts';

const TELL_OUTAGES = `
  INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at)
  SELECT $1, pit.id, away.kind, away.began_at, $2
  FROM unnest($3::integer[], $4::text[], $5::timestamptz[]) AS away (pit_id, kind, began_at)
  JOIN pit ON pit.id = away.pit_id
  ON CONFLICT (channel_id, pit_id) WHERE back_told_at IS NULL DO NOTHING RETURNING pit_id`;
const TELL_BACK = `
  UPDATE outage_alert SET back_told_at = $2 WHERE id = ANY($1) AND back_told_at IS NULL RETURNING pit_id`;
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
    const noted = await note(transaction, listener.id, alerts, now);
    const events = alerts
      .filter(({ pit }) => noted.has(pit.id))
      .map((alert) => alertEvent(alert, listener.workshopName, { now: now.getTime(), publicUrl }));
    // A program gets them one by one; people read one mail when the whole workshop is away.
    const messages = listener.kind === 'webhook' ? events.map((event) => [event]) : [events].filter(any);
    await writeMessages(transaction, { channelId: listener.id, messages, isTest: false }, now);
    return messages.length;
  });
}

function any({ length }: readonly unknown[]): boolean {
  return length > 0;
}

/** Notes what is told. @returns the pits of which nobody had noted it before */
async function note(
  transaction: EntityManager,
  channelId: number,
  alerts: readonly DecidedAlert[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const away = alerts.flatMap(({ pit, decision }) =>
    decision.tell === 'outage' ? { pit, ...decision } : [],
  );
  const over = alerts.flatMap((alert) => (alert.decision.tell === 'back' ? (alert.over?.id ?? []) : []));
  const outages = await transaction.query<NotedRow[]>(TELL_OUTAGES, [
    channelId,
    now,
    away.map(({ pit }) => pit.id),
    away.map(({ kind }) => kind),
    away.map(({ beganAt }) => new Date(beganAt)),
  ]);
  // TypeORM answers an UPDATE with its rows and their count.
  const [back] = await transaction.query<[NotedRow[], number]>(TELL_BACK, [over, now]);
  return new Set([...outages, ...back].map(({ pit_id: pitId }) => pitId));
}

interface NotedRow {
  readonly pit_id: number;
}
