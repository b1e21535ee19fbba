import type { DataSource, EntityManager } from 'typeorm';
import { writeMessages } from '../outbox/write-messages';
import { toAlertEvent } from './to-alert-event';
import type { AlertedKind } from './decide-alert';
import type { ChannelAlerts, DecidedAlert } from './decide-alerts';

const INSERT_ALERTS = `
  INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at, interruptions)
  SELECT $1, pit.id, outage.kind, outage.began_at, $2, outage.interruptions
  FROM unnest($3::integer[], $4::text[], $5::timestamptz[], $6::integer[])
    AS outage (pit_id, kind, began_at, interruptions)
  JOIN pit ON pit.id = outage.pit_id
  ON CONFLICT (channel_id, pit_id) WHERE back_told_at IS NULL DO NOTHING RETURNING pit_id`;
const RESOLVE_ALERTS = `
  UPDATE outage_alert SET back_told_at = $2 WHERE id = ANY($1) AND back_told_at IS NULL RETURNING pit_id`;
/** Maximum number of events per email, because lists of deliveries include all events. */
const MAX_EVENTS_PER_MAIL = 50;
const LOCK_CHANNEL = 'SELECT id FROM alert_channel WHERE id = $1 AND enabled FOR SHARE';

/**
 * Records the alerts of a channel and writes their messages in one transaction. If another backend decides the same in
 * parallel, only one of them writes: the index `outage_alert_open` allows one open alert per channel and pit.
 * @returns The number of messages.
 */
export async function writeAlerts(
  database: DataSource,
  { channel, alerts }: ChannelAlerts,
  { now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
): Promise<number> {
  return database.transaction(async (transaction) => {
    // The channel was disabled or deleted in the meantime.
    const locked = await transaction.query<object[]>(LOCK_CHANNEL, [channel.id]);
    if (locked.length === 0) return 0;
    const recorded = await recordAlerts(transaction, channel.id, alerts, now);
    const events = alerts
      .filter(({ pit }) => recorded.has(pit.id))
      .map((alert) => toAlertEvent(alert, channel.workshopName, { now: now.getTime(), publicUrl }));
    // A webhook gets one event per message. An email covers several pits, for example when a whole workshop is offline.
    const messages = chunk(events, channel.kind === 'webhook' ? 1 : MAX_EVENTS_PER_MAIL);
    await writeMessages(transaction, { channelId: channel.id, messages, isTest: false }, now);
    return messages.length;
  });
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  const groups = Math.ceil(items.length / size);
  return Array.from({ length: groups }, (_, group) => items.slice(group * size, (group + 1) * size));
}

/** Resolves previous alerts and inserts new ones. @returns The pits whose alert this call recorded. */
async function recordAlerts(
  transaction: EntityManager,
  channelId: number,
  alerts: readonly DecidedAlert[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const resolved = alerts.flatMap((alert) => alert.resolved?.id ?? []);
  // TypeORM returns the rows of an UPDATE with their count.
  const [rows] = await transaction.query<[RecordedRow[], number]>(RESOLVE_ALERTS, [resolved, now]);
  const ended = new Set(rows.map(({ pit_id: pitId }) => pitId));
  // If another backend resolved the alert first, that backend sends what follows.
  const isOurs = ({ pit, resolved: before }: DecidedAlert) => before === null || ended.has(pit.id);
  const begun = alerts.filter(isOurs).flatMap(({ pit, decision }) => toNewOutages(pit.id, decision));
  const sent = await transaction.query<RecordedRow[]>(INSERT_ALERTS, [
    channelId,
    now,
    begun.map(({ pitId }) => pitId),
    begun.map(({ kind }) => kind),
    begun.map(({ beganAt }) => new Date(beganAt)),
    begun.map(({ interruptions }) => interruptions),
  ]);
  const newPitIds = new Set(begun.map(({ pitId }) => pitId));
  const inserted = sent.map(({ pit_id: pitId }) => pitId);
  return new Set([...inserted, ...[...ended].filter((pitId) => !newPitIds.has(pitId))]);
}

interface NewOutage {
  readonly pitId: number;
  readonly kind: AlertedKind;
  readonly beganAt: number;
  readonly interruptions: number | null;
}

function toNewOutages(pitId: number, decision: DecidedAlert['decision']): NewOutage[] {
  if (decision.alert === 'outage')
    return [{ pitId, kind: decision.kind, beganAt: decision.beganAt, interruptions: null }];
  if (decision.alert === 'unstable')
    return [{ pitId, kind: 'unstable', beganAt: decision.beganAt, interruptions: decision.interruptions }];
  return [];
}

interface RecordedRow {
  readonly pit_id: number;
}
