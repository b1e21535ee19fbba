import type { DataSource } from 'typeorm';
import type { RowFaults } from '../../platform/observability/row-faults';
import type { WorkshopMaintenanceWindow } from '../maintenance/last-maintenance-by-pit';
import { type MaintenanceRow, toMaintenanceTimes } from '../maintenance/maintenance-window.entity';
import { RECENT_ALERTS_WINDOW_MS, type AlertedKind } from './decide-alert';
import type { UndecidedPits } from './undecided-pits';

/** A pit of an audience. */
export interface AlertPit {
  readonly id: number;
  readonly workshopId: number;
  readonly number: number;
  readonly name: string | null;
}

/** A channel that is sent, and of which pits. */
export interface AudienceChannel {
  readonly id: number;
  readonly kind: 'webhook' | 'email';
  readonly workshopId: number;
  readonly workshopName: string;
  readonly delayMs: number;
  /** Null: all of the workshop. */
  readonly pitIds: ReadonlySet<number> | null;
}

/** What a channel was sent of a pit lately. */
export interface OutageAlert {
  readonly id: number;
  readonly channelId: number;
  readonly pitId: number;
  readonly kind: AlertedKind;
  readonly beganAt: Date;
  readonly alertedAt: Date;
  /** When it was sent that it is over; null: it was not. */
  readonly lastResolvedAt: Date | null;
}

/** Everybody in a workshop who is to be sent something of some of its pits, and what they know. */
export interface AlertAudience {
  readonly channels: readonly AudienceChannel[];
  readonly pits: readonly AlertPit[];
  readonly sent: readonly OutageAlert[];
  readonly maintenance: readonly WorkshopMaintenanceWindow[];
}

const LISTENERS = `
  SELECT channel.id, channel.kind, channel.workshop_id, workshop.name AS workshop_name, channel.delay_seconds,
    channel.pit_ids
  FROM alert_channel AS channel JOIN workshop ON workshop.id = channel.workshop_id
  WHERE channel.enabled AND channel.workshop_id = $1 ORDER BY channel.id`;
const PITS =
  'SELECT id, workshop_id, number, name FROM pit WHERE workshop_id = $1 AND id = ANY($2) ORDER BY number';
const TOLD = `
  SELECT id, channel_id, pit_id, kind, began_at, told_at, back_told_at FROM outage_alert
  WHERE channel_id = ANY($1) AND pit_id = ANY($2) AND (back_told_at IS NULL OR told_at > $3 OR back_told_at > $3)`;
const MAINTENANCE =
  'SELECT * FROM maintenance_window WHERE workshop_id = $1 AND (pit_id IS NULL OR pit_id = ANY($2))';

/**
 * Reads who is to be sent of some pits of a workshop. A workshop has at most 20 channels and 100 windows. A row that
 * cannot be worked with is left out.
 */
export async function readAlertAudience(
  database: DataSource,
  { workshopId, pitIds }: UndecidedPits,
  now: Date,
  faults: Pick<RowFaults, 'isolate'>,
): Promise<AlertAudience> {
  const channels = await database.query<ChannelRow[]>(LISTENERS, [workshopId]);
  const since = new Date(now.getTime() - RECENT_ALERTS_WINDOW_MS);
  const pits = await database.query<PitRow[]>(PITS, [workshopId, pitIds]);
  const sent = await database.query<AlertRow[]>(TOLD, [channels.map(({ id }) => id), pitIds, since]);
  const windows = await database.query<MaintenanceRow[]>(MAINTENANCE, [workshopId, pitIds]);
  return {
    channels: channels.map((row) => ({
      id: row.id,
      kind: row.kind,
      workshopId: row.workshop_id,
      workshopName: row.workshop_name,
      delayMs: row.delay_seconds * 1000,
      pitIds: row.pit_ids && new Set(row.pit_ids),
    })),
    pits: pits.map(({ workshop_id: workshop, ...pit }) => ({ ...pit, workshopId: workshop })),
    sent: sent.flatMap(
      (row) => faults.isolate('alerts', `outage alert ${row.id}`, () => toOutageAlert(row)) ?? [],
    ),
    maintenance: windows.flatMap(
      (row) => faults.isolate('alerts', `maintenance window ${row.id}`, () => toMaintenanceWindow(row)) ?? [],
    ),
  };
}

/** @throws TypeError for instants that are none: PostgreSQL knows `infinity`. */
function toOutageAlert(row: AlertRow): OutageAlert {
  for (const instant of [row.began_at, row.told_at, row.back_told_at]) instant?.getTime();
  return {
    id: row.id,
    channelId: row.channel_id,
    pitId: row.pit_id,
    kind: row.kind,
    beganAt: row.began_at,
    alertedAt: row.told_at,
    lastResolvedAt: row.back_told_at,
  };
}

/** @throws TypeError for instants that are none. */
function toMaintenanceWindow(row: MaintenanceRow): WorkshopMaintenanceWindow {
  return { pitId: row.pit_id, times: toMaintenanceTimes(row) };
}

interface ChannelRow {
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

interface AlertRow {
  readonly id: number;
  readonly channel_id: number;
  readonly pit_id: number;
  readonly kind: AlertedKind;
  readonly began_at: Date;
  readonly told_at: Date;
  readonly back_told_at: Date | null;
}
