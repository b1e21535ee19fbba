import type { DataSource, EntityManager } from 'typeorm';
import { writeMessages } from '../outbox/write-messages';
import { toAlertEvent } from './to-alert-event';
import type { AlertedKind } from './decide-alert';
import type { ChannelAlerts, DecidedAlert } from './decide-alerts';

const TELL = `
  INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at, interruptions)
  SELECT $1, pit.id, away.kind, away.began_at, $2, away.interruptions
  FROM unnest($3::integer[], $4::text[], $5::timestamptz[], $6::integer[])
    AS away (pit_id, kind, began_at, interruptions)
  JOIN pit ON pit.id = away.pit_id
  ON CONFLICT (channel_id, pit_id) WHERE back_told_at IS NULL DO NOTHING RETURNING pit_id`;
const END = `
  UPDATE outage_alert SET back_told_at = $2 WHERE id = ANY($1) AND back_told_at IS NULL RETURNING pit_id`;
/** A mail tells of no more pits: lists of deliveries show all of its events. */
const MAX_EVENTS_PER_MAIL = 50;
const HOLD_CHANNEL = 'SELECT id FROM alert_channel WHERE id = $1 AND enabled FOR SHARE';

/**
 * Writes what a channel is sent, and its messages, in one transaction. Whoever else decided the same at the same time
 * has written it or writes nothing: an open outage is there once (`outage_alert_open`).
 * @returns how many messages there are
 */
export async function writeAlerts(
  database: DataSource,
  { channel, alerts }: ChannelAlerts,
  { now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Changed or deleted meanwhile: the next look decides anew.
    const held = await transaction.query<object[]>(HOLD_CHANNEL, [channel.id]);
    if (held.length === 0) return 0;
    const noted = await recordAlerts(transaction, channel.id, alerts, now);
    const events = alerts
      .filter(({ pit }) => noted.has(pit.id))
      .map((alert) => toAlertEvent(alert, channel.workshopName, { now: now.getTime(), publicUrl }));
    // A program gets them one by one; people read one mail when the whole workshop is away.
    const messages = chunk(events, channel.kind === 'webhook' ? 1 : MAX_EVENTS_PER_MAIL);
    await writeMessages(transaction, { channelId: channel.id, messages, isTest: false }, now);
    return messages.length;
  });
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  const groups = Math.ceil(items.length / size);
  return Array.from({ length: groups }, (_, group) => items.slice(group * size, (group + 1) * size));
}

/** Notes what is sent, and ends what was sent before. @returns the pits of which nobody had noted it before */
async function recordAlerts(
  transaction: EntityManager,
  channelId: number,
  alerts: readonly DecidedAlert[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const resolved = alerts.flatMap((alert) => alert.resolved?.id ?? []);
  // TypeORM answers an UPDATE with its rows and their count.
  const [rows] = await transaction.query<[NotedRow[], number]>(END, [resolved, now]);
  const ended = new Set(rows.map(({ pit_id: pitId }) => pitId));
  // Who ended it first tells what comes after it.
  const isOurs = ({ pit, resolved: before }: DecidedAlert) => before === null || ended.has(pit.id);
  const begun = alerts.filter(isOurs).flatMap(({ pit, decision }) => toNewOutages(pit.id, decision));
  const sent = await transaction.query<NotedRow[]>(TELL, [
    channelId,
    now,
    begun.map(({ pitId }) => pitId),
    begun.map(({ kind }) => kind),
    begun.map(({ beganAt }) => new Date(beganAt)),
    begun.map(({ interruptions }) => interruptions),
  ]);
  const isBegun = new Set(begun.map(({ pitId }) => pitId));
  const noted = sent.map(({ pit_id: pitId }) => pitId);
  return new Set([...noted, ...[...ended].filter((pitId) => !isBegun.has(pitId))]);
}

interface BegunOutage {
  readonly pitId: number;
  readonly kind: AlertedKind;
  readonly beganAt: number;
  readonly interruptions: number | null;
}

function toNewOutages(pitId: number, decision: DecidedAlert['decision']): BegunOutage[] {
  if (decision.alert === 'outage')
    return [{ pitId, kind: decision.kind, beganAt: decision.beganAt, interruptions: null }];
  if (decision.alert === 'unstable')
    return [{ pitId, kind: 'unstable', beganAt: decision.beganAt, interruptions: decision.interruptions }];
  return [];
}

interface NotedRow {
  readonly pit_id: number;
}
