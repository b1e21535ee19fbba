import { IsIn } from 'class-validator';
import { MAINTENANCE_KINDS, type MaintenanceKind } from './alert-kinds';

/** A time in which no alerts are sent. */
export class MaintenanceWindow {
  id: number;

  workshop_id: number;

  /** The pit. Null: the whole workshop. */
  pit_id: number | null;

  @IsIn(MAINTENANCE_KINDS)
  kind: MaintenanceKind;

  /** Reason, shown to users. Null: none. */
  reason: string | null;

  /** once: begin, ISO 8601 UTC. */
  begins_at: string | null;

  /** once: end, ISO 8601 UTC. */
  ends_at: string | null;

  /** weekly: the days on which it begins, 1 (Monday) to 7 (Sunday). */
  days: number[] | null;

  /** weekly: begin, `HH:MM` in local time. */
  from_time: string | null;

  /** weekly: end, `HH:MM`, on the next day when it is not after `from_time`. */
  to_time: string | null;

  /** weekly: time zone, an IANA name such as `Europe/Berlin`. */
  time_zone: string | null;

  /** Whether it is active now. */
  active: boolean;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** The maintenance windows of a workshop, by id. Past windows of kind `once` are kept for 30 days. */
export class MaintenanceWindowList {
  items: MaintenanceWindow[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
