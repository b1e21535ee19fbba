import { IsIn } from 'class-validator';
import { MAINTENANCE_KINDS, type MaintenanceKind } from './alert-kinds';

/** A time in which cameras may be away without anybody being told. */
export class MaintenanceWindow {
  id: number;

  workshop_id: number;

  /** Of this pit only; null: of the whole workshop. */
  pit_id: number | null;

  @IsIn(MAINTENANCE_KINDS)
  kind: MaintenanceKind;

  /** Why, for people; null: not said. */
  reason: string | null;

  /** once: from, ISO 8601 UTC. */
  begins_at: string | null;

  /** once: to, ISO 8601 UTC. */
  ends_at: string | null;

  /** weekly: the days on which it begins, 1 (Monday) to 7 (Sunday). */
  days: number[] | null;

  /** weekly: from, `HH:MM` on the wall's clock. */
  from_time: string | null;

  /** weekly: to, `HH:MM`, on the next day when it is not after `from_time`. */
  to_time: string | null;

  /** weekly: whose clock, an IANA name such as `Europe/Berlin`. */
  time_zone: string | null;

  /** Whether it is on now. */
  active: boolean;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** The maintenance windows of a workshop, by id. Those that were once are kept for 30 days. */
export class MaintenanceWindowList {
  items: MaintenanceWindow[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
