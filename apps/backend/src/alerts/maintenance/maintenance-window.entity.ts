import type { MaintenanceKind } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { timeZoneOrUtc } from './zone-clock';
import type { MaintenanceTimes } from './last-maintenance-instant';

/** A maintenance window: a time without alerts, once or weekly. */
@Entity('maintenance_window')
export class MaintenanceWindowEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column({ name: 'workshop_id', type: 'integer' })
  workshopId: number;

  /** The pit that the window covers; null: the whole workshop. */
  @Column({ name: 'pit_id', type: 'integer', nullable: true })
  pitId: number | null;

  @Column('text')
  kind: MaintenanceKind;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ name: 'begins_at', type: 'timestamptz', nullable: true })
  beginsAt: Date | null;

  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true })
  endsAt: Date | null;

  /** weekly: 1 (Monday) to 7. */
  @Column({ type: 'integer', array: true, nullable: true })
  days: number[] | null;

  /** weekly: minutes since midnight, local time. */
  @Column({ name: 'from_minute', type: 'integer', nullable: true })
  fromMinute: number | null;

  @Column({ name: 'to_minute', type: 'integer', nullable: true })
  toMinute: number | null;

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}

/** A row of `maintenance_window` from a raw query. */
export interface MaintenanceRow {
  readonly id: number;
  readonly workshop_id: number;
  readonly pit_id: number | null;
  readonly kind: MaintenanceKind;
  readonly begins_at: Date | null;
  readonly ends_at: Date | null;
  readonly days: number[] | null;
  readonly from_minute: number | null;
  readonly to_minute: number | null;
  readonly time_zone: string | null;
}

type TimesRow = Omit<MaintenanceRow, 'id' | 'workshop_id' | 'pit_id'>;

/**
 * Returns the times of a window. The table's constraints guarantee the columns that its kind requires.
 * @throws TypeError for PostgreSQL's `infinity`, which is not a Date.
 */
export function toMaintenanceTimes(row: TimesRow): MaintenanceTimes {
  if (row.kind === 'once')
    return { kind: 'once', beginsAt: row.begins_at?.getTime() ?? 0, endsAt: row.ends_at?.getTime() ?? 0 };
  return {
    kind: 'weekly',
    days: row.days ?? [],
    fromMinute: row.from_minute ?? 0,
    toMinute: row.to_minute ?? 0,
    timeZone: timeZoneOrUtc(row.time_zone),
  };
}
