import { type MaintenanceKind } from '@ppf/contracts';
import { offsetStretches, type OffsetStretch } from './zone-clock';

/** When there is maintenance. */
export type MaintenanceTimes =
  | { readonly kind: Extract<MaintenanceKind, 'once'>; readonly beginsAt: number; readonly endsAt: number }
  | {
      readonly kind: Extract<MaintenanceKind, 'weekly'>;
      /** On which it begins, 1 (Monday) to 7. */
      readonly days: readonly number[];
      /** Minutes since midnight on the wall's clock. */
      readonly fromMinute: number;
      /** As `fromMinute`; on the next day when it is not after it. */
      readonly toMinute: number;
      /** IANA. */
      readonly timeZone: string;
    };

type WeeklyTimes = Extract<MaintenanceTimes, { kind: 'weekly' }>;

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const EPOCH_IN_WEEK_MS = 3 * DAY_MS;

/**
 * The last instant in maintenance from one instant to another, both included, in milliseconds; null: there is none.
 * Pure. Weekly times are those of a clock on the wall: a night in which clocks are changed is an hour longer or shorter.
 * Interval arithmetic: the cost depends neither on the length of the time nor on that of the window.
 */
export function lastInMaintenance(times: MaintenanceTimes, from: number, to: number): number | null {
  if (times.kind === 'once')
    return times.beginsAt <= to && times.endsAt > from ? Math.min(to, times.endsAt - 1) : null;
  if (times.days.length === 0) return null;
  for (const stretch of offsetStretches(times.timeZone, from, to)) {
    const last = lastInStretch(times, stretch);
    if (last !== null) return last;
  }
  return null;
}

/** Whether there was maintenance at any time from one instant to another, both included, in milliseconds. Pure. */
export function wasInMaintenance(times: MaintenanceTimes, from: number, to: number): boolean {
  return lastInMaintenance(times, from, to) !== null;
}

/** Within one offset the wall's clock runs evenly, so the week's windows are intervals modulo one week. */
function lastInStretch(times: WeeklyTimes, { from, to, offset }: OffsetStretch): number | null {
  const { days, fromMinute, toMinute } = times;
  const lasts = (toMinute - fromMinute) * MINUTE_MS + (toMinute <= fromMinute ? DAY_MS : 0);
  const wall = modulo(to + offset + EPOCH_IN_WEEK_MS, WEEK_MS);
  const ago = days.map((day) => {
    const begin = (day - 1) * DAY_MS + fromMinute * MINUTE_MS;
    const sinceBegin = modulo(wall - begin, WEEK_MS);
    // An interval does not include its end: its last instant is a millisecond before.
    return Math.max(0, sinceBegin - lasts + 1);
  });
  const last = to - Math.min(...ago);
  return last >= from ? last : null;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
