import { lastInMaintenance, type MaintenanceTimes } from './last-in-maintenance';

/** A window of a workshop. */
export interface WorkshopWindow {
  /** Null: of the whole workshop. */
  readonly pitId: number | null;
  readonly times: MaintenanceTimes;
}

/**
 * Tells of each pit when it was last in maintenance. Each window is evaluated once, however many pits and channels ask.
 * Pure.
 * @param from Milliseconds: earlier maintenance is not looked for.
 * @param now Milliseconds.
 * @returns The last instant from `from` to `now`, both included; -Infinity: there is none.
 */
export function lastMaintenanceByPit(
  windows: readonly WorkshopWindow[],
  from: number,
  now: number,
): (pitId: number) => number {
  const lasts = new Map<number | null, number>();
  for (const { pitId, times } of windows) {
    const last = lastInMaintenance(times, from, now) ?? -Infinity;
    lasts.set(pitId, Math.max(lasts.get(pitId) ?? -Infinity, last));
  }
  const everywhere = lasts.get(null) ?? -Infinity;
  return (pitId) => Math.max(everywhere, lasts.get(pitId) ?? -Infinity);
}
