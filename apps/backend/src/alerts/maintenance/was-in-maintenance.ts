import { type MaintenanceKind } from '@ppf/contracts';

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

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * Whether there was maintenance at any time from one instant to another, both included, in milliseconds. Pure. Weekly
 * times are those of a clock on the wall: a night in which clocks are changed is an hour longer or shorter.
 */
export function wasInMaintenance(times: MaintenanceTimes, from: number, to: number): boolean {
  if (times.kind === 'once') return times.beginsAt <= to && times.endsAt > from;
  // A weekly time lasts whole minutes, so no look from minute to minute misses one.
  for (let at = to; at > from; at -= MINUTE_MS) if (isOnWeekly(times, at)) return true;
  return isOnWeekly(times, from);
}

type WeeklyTimes = Extract<MaintenanceTimes, { kind: 'weekly' }>;

function isOnWeekly({ days, fromMinute, toMinute, timeZone }: WeeklyTimes, at: number): boolean {
  const { day, minute } = onTheWall(at, timeZone);
  const endsNextDay = toMinute <= fromMinute;
  const end = endsNextDay ? DAY_MINUTES : toMinute;
  if (days.includes(day) && minute >= fromMinute && minute < end) return true;
  const dayBefore = day === 1 ? 7 : day - 1;
  return endsNextDay && days.includes(dayBefore) && minute < toMinute;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A clock costs a hundred times what reading it does; there are a few hundred time zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function onTheWall(at: number, timeZone: string): { day: number; minute: number } {
  const clock = clocks.get(timeZone) ?? newClock(timeZone);
  clocks.set(timeZone, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: DAYS.indexOf(parts.get('weekday') ?? '') + 1,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

function newClock(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** Whether this is a time zone that clocks can be read in. Offsets (`+02:00`) are not: nobody's wall clock keeps one. */
export function isTimeZone(name: string): boolean {
  try {
    newClock(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
