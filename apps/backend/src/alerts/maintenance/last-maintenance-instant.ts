import { type MaintenanceKind } from '@ppf/contracts';
import { offsetStretches, type OffsetStretch } from './zone-clock';

/** The times of a maintenance window. Instants in milliseconds. */
export type MaintenanceTimes =
  | { readonly kind: Extract<MaintenanceKind, 'once'>; readonly beginsAt: number; readonly endsAt: number }
  | {
      readonly kind: Extract<MaintenanceKind, 'weekly'>;
      /** Weekdays on which the window begins, 1 (Monday) to 7. */
      readonly days: readonly number[];
      /** Minutes since midnight, local time. */
      readonly fromMinute: number;
      /** As `fromMinute`; on the next day if it is not after `fromMinute`. */
      readonly toMinute: number;
      /** IANA name. */
      readonly timeZone: string;
    };

type WeeklyTimes = Extract<MaintenanceTimes, { kind: 'weekly' }>;

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const EPOCH_IN_WEEK_MS = 3 * DAY_MS;

/**
 * Returns the last instant in maintenance between two instants, both included, in milliseconds; null: there is none.
 * Pure. Weekly times are local times: a window over a daylight saving change is an hour longer or shorter. The interval
 * arithmetic costs the same for any length of the range and of the window.
 */
export function lastMaintenanceInstant(times: MaintenanceTimes, from: number, to: number): number | null {
  if (times.kind === 'once')
    return times.beginsAt <= to && times.endsAt > from ? Math.min(to, times.endsAt - 1) : null;
  if (times.days.length === 0) return null;
  for (const stretch of offsetStretches(times.timeZone, from, to)) {
    const last = lastInStretch(times, stretch);
    if (last !== null) return last;
  }
  return null;
}

/** Whether any instant between two instants, both included, is in maintenance. Milliseconds. Pure. */
export function overlapsMaintenance(times: MaintenanceTimes, from: number, to: number): boolean {
  return lastMaintenanceInstant(times, from, to) !== null;
}

/** While the UTC offset is constant, the weekly windows are intervals modulo one week of local time. */
function lastInStretch(times: WeeklyTimes, { from, to, offset }: OffsetStretch): number | null {
  const { days, fromMinute, toMinute } = times;
  const durationMs = (toMinute - fromMinute) * MINUTE_MS + (toMinute <= fromMinute ? DAY_MS : 0);
  const wall = modulo(to + offset + EPOCH_IN_WEEK_MS, WEEK_MS);
  const ages = days.map((day) => {
    const begin = (day - 1) * DAY_MS + fromMinute * MINUTE_MS;
    const sinceBegin = modulo(wall - begin, WEEK_MS);
    // An interval excludes its end, so its last instant is one millisecond earlier.
    return Math.max(0, sinceBegin - durationMs + 1);
  });
  const last = to - Math.min(...ages);
  return last >= from ? last : null;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
