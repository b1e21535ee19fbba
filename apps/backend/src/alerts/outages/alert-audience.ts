import type { DataSource } from 'typeorm';
import type { RowFaults } from '../../platform/observability/row-faults';
import type { WorkshopWindow } from '../maintenance/last-maintenance';
import { type MaintenanceRow, timesOf } from '../maintenance/maintenance-window.entity';
import { LATELY_MS, type ToldKind } from './decide-alert';
import type { UndecidedPits } from './undecided-pits';

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
  readonly pitIds: ReadonlySet<number> | null;
}

/** What a channel was told of a pit lately. */
export interface ToldOutage {
  readonly id: number;
  readonly channelId: number;
  readonly pitId: number;
  readonly kind: ToldKind;
  readonly beganAt: Date;
  readonly toldAt: Date;
  /** When it was told that it is over; null: it was not. */
  readonly overAt: Date | null;
}

/** Everybody in a workshop who is to be told something of some of its pits, and what they know. */
export interface AlertAudience {
  readonly listeners: readonly AlertListener[];
  readonly pits: readonly AlertPit[];
  readonly told: readonly ToldOutage[];
  readonly maintenance: readonly WorkshopWindow[];
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
 * Reads who is to be told of some pits of a workshop. A workshop has at most 20 channels and 100 windows. A row that
 * cannot be worked with is left out.
 */
export async function readAlertAudience(
  database: DataSource,
  { workshopId, pitIds }: UndecidedPits,
  now: Date,
  faults: Pick<RowFaults, 'isolate'>,
): Promise<AlertAudience> {
  const channels = await database.query<ListenerRow[]>(LISTENERS, [workshopId]);
  const since = new Date(now.getTime() - LATELY_MS);
  const pits = await database.query<PitRow[]>(PITS, [workshopId, pitIds]);
  const told = await database.query<ToldRow[]>(TOLD, [channels.map(({ id }) => id), pitIds, since]);
  const windows = await database.query<MaintenanceRow[]>(MAINTENANCE, [workshopId, pitIds]);
  return {
    listeners: channels.map((row) => ({
      id: row.id,
      kind: row.kind,
      workshopId: row.workshop_id,
      workshopName: row.workshop_name,
      delayMs: row.delay_seconds * 1000,
      pitIds: row.pit_ids && new Set(row.pit_ids),
    })),
    pits: pits.map(({ workshop_id: workshop, ...pit }) => ({ ...pit, workshopId: workshop })),
    told: told.flatMap((row) => faults.isolate('alerts', `outage alert ${row.id}`, () => toldOf(row)) ?? []),
    maintenance: windows.flatMap(
      (row) => faults.isolate('alerts', `maintenance window ${row.id}`, () => windowOf(row)) ?? [],
    ),
  };
}

/** @throws TypeError for instants that are none: PostgreSQL knows `infinity`. */
function toldOf(row: ToldRow): ToldOutage {
  for (const instant of [row.began_at, row.told_at, row.back_told_at]) instant?.getTime();
  return {
    id: row.id,
    channelId: row.channel_id,
    pitId: row.pit_id,
    kind: row.kind,
    beganAt: row.began_at,
    toldAt: row.told_at,
    overAt: row.back_told_at,
  };
}

/** @throws TypeError for instants that are none. */
function windowOf(row: MaintenanceRow): WorkshopWindow {
  return { pitId: row.pit_id, times: timesOf(row) };
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
  readonly kind: ToldKind;
  readonly began_at: Date;
  readonly told_at: Date;
  readonly back_told_at: Date | null;
}
