import { lastMaintenanceInstant, type MaintenanceTimes } from './last-maintenance-instant';

/** A maintenance window of a workshop. */
export interface WorkshopMaintenanceWindow {
  /** The pit that the window covers; null: the whole workshop. */
  readonly pitId: number | null;
  readonly times: MaintenanceTimes;
}

/**
 * Evaluates each window once and returns a lookup of the last maintenance by pit. Pure.
 * @param from Start of the range in milliseconds. Earlier maintenance is ignored.
 * @param now End of the range in milliseconds.
 * @returns The last instant in maintenance from `from` to `now`, both included; -Infinity: there is none.
 */
export function lastMaintenanceByPit(
  windows: readonly WorkshopMaintenanceWindow[],
  from: number,
  now: number,
): (pitId: number) => number {
  const lasts = new Map<number | null, number>();
  for (const { pitId, times } of windows) {
    const last = lastMaintenanceInstant(times, from, now) ?? -Infinity;
    lasts.set(pitId, Math.max(lasts.get(pitId) ?? -Infinity, last));
  }
  const ofWorkshop = lasts.get(null) ?? -Infinity;
  return (pitId) => Math.max(ofWorkshop, lasts.get(pitId) ?? -Infinity);
}
