import type { DataSource } from 'typeorm';
import type { RowFaults } from '../../platform/observability/row-faults';
import type { WorkshopMaintenanceWindow } from '../maintenance/last-maintenance-by-pit';
import { type MaintenanceRow, toMaintenanceTimes } from '../maintenance/maintenance-window.entity';
import { RECENT_ALERTS_WINDOW_MS, type AlertedKind } from './decide-alert';
import type { UndecidedPits } from './undecided-pits';

/** A pit to evaluate. */
export interface AlertPit {
  readonly id: number;
  readonly workshopId: number;
  readonly number: number;
  readonly name: string | null;
}

/** An enabled channel and the pits that it covers. */
export interface AudienceChannel {
  readonly id: number;
  readonly kind: 'webhook' | 'email';
  readonly workshopId: number;
  readonly workshopName: string;
  readonly delayMs: number;
  /** Null: all pits of the workshop. */
  readonly pitIds: ReadonlySet<number> | null;
}

/** An alert that a channel was sent about a pit: open, or within the recent past. */
export interface OutageAlert {
  readonly id: number;
  readonly channelId: number;
  readonly pitId: number;
  readonly kind: AlertedKind;
  readonly beganAt: Date;
  readonly alertedAt: Date;
  /** When the channel was sent that the outage has ended; null: the alert is open. */
  readonly resolvedAt: Date | null;
}

/** The input for the alert decisions of a workshop: its channels, some of its pits, sent alerts and windows. */
export interface AlertAudience {
  readonly channels: readonly AudienceChannel[];
  readonly pits: readonly AlertPit[];
  readonly sentAlerts: readonly OutageAlert[];
  readonly maintenance: readonly WorkshopMaintenanceWindow[];
}

const CHANNELS = `
  SELECT channel.id, channel.kind, channel.workshop_id, workshop.name AS workshop_name, channel.delay_seconds,
    channel.pit_ids
  FROM alert_channel AS channel JOIN workshop ON workshop.id = channel.workshop_id
  WHERE channel.enabled AND channel.workshop_id = $1 ORDER BY channel.id`;
const PITS =
  'SELECT id, workshop_id, number, name FROM pit WHERE workshop_id = $1 AND id = ANY($2) ORDER BY number';
const SENT_ALERTS = `
  SELECT id, channel_id, pit_id, kind, began_at, told_at, back_told_at FROM outage_alert
  WHERE channel_id = ANY($1) AND pit_id = ANY($2) AND (back_told_at IS NULL OR told_at > $3 OR back_told_at > $3)`;
const MAINTENANCE =
  'SELECT * FROM maintenance_window WHERE workshop_id = $1 AND (pit_id IS NULL OR pit_id = ANY($2))';

/**
 * Reads the input for the alert decisions about some pits of a workshop. A workshop has at most 20 channels and 100
 * windows. Invalid rows are skipped and reported through `faults`.
 */
export async function readAlertAudience(
  database: DataSource,
  { workshopId, pitIds }: UndecidedPits,
  now: Date,
  faults: Pick<RowFaults, 'isolate'>,
): Promise<AlertAudience> {
  const channels = await database.query<ChannelRow[]>(CHANNELS, [workshopId]);
  const since = new Date(now.getTime() - RECENT_ALERTS_WINDOW_MS);
  const pits = await database.query<PitRow[]>(PITS, [workshopId, pitIds]);
  const sent = await database.query<AlertRow[]>(SENT_ALERTS, [channels.map(({ id }) => id), pitIds, since]);
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
    sentAlerts: sent.flatMap(
      (row) => faults.isolate('alerts', `outage alert ${row.id}`, () => toOutageAlert(row)) ?? [],
    ),
    maintenance: windows.flatMap(
      (row) => faults.isolate('alerts', `maintenance window ${row.id}`, () => toMaintenanceWindow(row)) ?? [],
    ),
  };
}

/** @throws TypeError for PostgreSQL's `infinity`, which is not a Date. */
function toOutageAlert(row: AlertRow): OutageAlert {
  for (const instant of [row.began_at, row.told_at, row.back_told_at]) instant?.getTime();
  return {
    id: row.id,
    channelId: row.channel_id,
    pitId: row.pit_id,
    kind: row.kind,
    beganAt: row.began_at,
    alertedAt: row.told_at,
    resolvedAt: row.back_told_at,
  };
}

/** @throws TypeError for PostgreSQL's `infinity`. */
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
