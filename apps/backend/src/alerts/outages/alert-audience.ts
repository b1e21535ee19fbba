import type { OutageKind } from '@ppf/contracts';
import type { DataSource } from 'typeorm';
import type { MaintenanceTimes } from '../maintenance/was-in-maintenance';
import { type MaintenanceRow, timesOf } from '../maintenance/maintenance-window.entity';
import { LATELY_MS } from './decide-alert';

/** A pit of an audience. */
export interface AlertPit {
  readonly id: number;
  readonly workshopId: number;
  readonly number: number;
  readonly name: string | null;
}

/** A channel that is told, and of which pits. */
export interface AlertListener {
  readonly id: number;
  readonly kind: 'webhook' | 'email';
  readonly workshopId: number;
  readonly workshopName: string;
  readonly delayMs: number;
  /** Null: all of the workshop. */
  readonly pitIds: readonly number[] | null;
}

/** What a channel was told of a pit lately. */
export interface ToldOutage {
  readonly id: number;
  readonly channelId: number;
  readonly pitId: number;
  readonly kind: OutageKind;
  readonly beganAt: Date;
  readonly toldAt: Date;
  /** Whether it was told that the outage is over. */
  readonly isOver: boolean;
}

/** Everybody who is to be told something, and what they know. */
export interface AlertAudience {
  readonly listeners: readonly AlertListener[];
  readonly pits: readonly AlertPit[];
  readonly told: readonly ToldOutage[];
  readonly maintenance: readonly { workshopId: number; pitId: number | null; times: MaintenanceTimes }[];
}

const LISTENERS = `
  SELECT channel.id, channel.kind, channel.workshop_id, workshop.name AS workshop_name, channel.delay_seconds,
    channel.pit_ids
  FROM alert_channel AS channel JOIN workshop ON workshop.id = channel.workshop_id
  WHERE channel.enabled ORDER BY channel.id`;
const PITS =
  'SELECT id, workshop_id, number, name FROM pit WHERE workshop_id = ANY($1) ORDER BY workshop_id, number';
const TOLD = `
  SELECT id, channel_id, pit_id, kind, began_at, told_at, back_told_at IS NOT NULL AS is_over FROM outage_alert
  WHERE channel_id = ANY($1) AND (back_told_at IS NULL OR told_at > $2)`;
const MAINTENANCE = 'SELECT * FROM maintenance_window WHERE workshop_id = ANY($1)';

/** Reads who is to be told, in a few queries however many they are. */
export async function readAlertAudience(database: DataSource, now: Date): Promise<AlertAudience> {
  const channels = await database.query<ListenerRow[]>(LISTENERS);
  if (channels.length === 0) return { listeners: [], pits: [], told: [], maintenance: [] };
  const workshops = [...new Set(channels.map((each) => each.workshop_id))];
  const since = new Date(now.getTime() - LATELY_MS);
  const [pits, told, windows] = await Promise.all([
    database.query<PitRow[]>(PITS, [workshops]),
    database.query<ToldRow[]>(TOLD, [channels.map(({ id }) => id), since]),
    database.query<MaintenanceRow[]>(MAINTENANCE, [workshops]),
  ]);
  return {
    listeners: channels.map((row) => ({
      id: row.id,
      kind: row.kind,
      workshopId: row.workshop_id,
      workshopName: row.workshop_name,
      delayMs: row.delay_seconds * 1000,
      pitIds: row.pit_ids,
    })),
    pits: pits.map(({ workshop_id: workshopId, ...pit }) => ({ ...pit, workshopId })),
    told: told.map((row) => ({
      id: row.id,
      channelId: row.channel_id,
      pitId: row.pit_id,
      kind: row.kind,
      beganAt: row.began_at,
      toldAt: row.told_at,
      isOver: row.is_over,
    })),
    maintenance: windows.map((row) => ({
      workshopId: row.workshop_id,
      pitId: row.pit_id,
      times: timesOf(row),
    })),
  };
}

interface ListenerRow {
  readonly id: number;
  readonly kind: 'webhook' | 'email';
  readonly workshop_id: number;
  readonly workshop_name: string;
  readonly delay_seconds: number;
  readonly pit_ids: number[] | null;
}

interface PitRow {
  readonly id: number;
  readonly workshop_id: number;
  readonly number: number;
  readonly name: string | null;
}

interface ToldRow {
  readonly id: number;
  readonly channel_id: number;
  readonly pit_id: number;
  readonly kind: OutageKind;
  readonly began_at: Date;
  readonly told_at: Date;
  readonly is_over: boolean;
}
