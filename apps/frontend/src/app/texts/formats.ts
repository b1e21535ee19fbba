import { locale } from './language';
import { pseudoText } from './pseudo-text';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Instants are ISO 8601 or milliseconds since 1970. */
export type Instant = string | number | Date;

/** The time of day: `09:12`. */
export function formatTime(at: Instant): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** The day of the year: `23 Nov`. */
export function formatDay(at: Instant): string {
  return pseudoText(dateFormat({ day: 'numeric', month: 'short' }).format(new Date(at)));
}

/** The short name of a weekday. @param day 1 (Monday) to 7 */
export function formatWeekday(day: number): string {
  // 1 January 2024 was a Monday.
  return pseudoText(dateFormat({ weekday: 'short' }).format(new Date(2024, 0, day)));
}

/** The day with its year and the time of day: `23 Nov 2026, 09:12`. */
export function formatDateTime(at: Instant): string {
  return pseudoText(dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)));
}

/** The time of day; on a day other than that of `now`, with the day: `23 Nov, 09:12`. */
export function formatRecent(at: Instant, now: Instant): string {
  const instant = new Date(at);
  if (instant.toDateString() === new Date(now).toDateString()) return formatTime(instant);
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return pseudoText(dateFormat({ ...options, hourCycle: 'h23' }).format(instant));
}

/** A number with the given number of decimals. */
export function formatNumber(value: number, digits = 0): string {
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A share from 0 to 1: `98.7%`. Never rounded to 100% or 0% unless exact. */
export function formatShare(share: number): string {
  const isWhole = share >= 1 || share <= 0;
  const shown = isWhole ? Math.min(1, Math.max(0, share)) : Math.min(0.999, Math.max(0.001, share));
  return numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(shown);
}

/** A short span in one unit: `40 ms`, `2.1 sec`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < SECOND) return unit(Math.round(milliseconds), 'millisecond');
  return unit(milliseconds / SECOND, 'second', 1);
}

/** How long something has lasted, in one unit and rounded down: `12 sec`, `4 min`, `3 hr`, `5 days`. */
export function formatAge(milliseconds: number): string {
  const age = Math.max(0, milliseconds);
  if (age < 90 * SECOND) return unit(Math.floor(age / SECOND), 'second');
  if (age < 90 * MINUTE) return unit(Math.floor(age / MINUTE), 'minute');
  if (age < 48 * HOUR) return unit(Math.floor(age / HOUR), 'hour');
  return unit(Math.floor(age / DAY), 'day');
}

/** A length of time in at most two units: `12 sec`, `4 min`, `3 hr 20 min`, `2 days 4 hr`. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < 90 * SECOND) return unit(Math.round(length / SECOND), 'second');
  const minutes = Math.round(length / MINUTE);
  if (minutes < 90) return unit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return twoUnits(unit(hours, 'hour'), minutes % 60, 'minute');
  return twoUnits(unit(Math.floor(hours / 24), 'day'), hours % 24, 'hour');
}

/** A configured length in the largest unit that divides it: `90 sec`, `5 min`, `1 hr`. */
export function formatExactDuration(milliseconds: number): string {
  if (milliseconds % HOUR === 0) return unit(milliseconds / HOUR, 'hour');
  if (milliseconds % MINUTE === 0) return unit(milliseconds / MINUTE, 'minute');
  return unit(milliseconds / SECOND, 'second');
}

/** An amount of data: `850 kB`, `12.3 MB`, `1.20 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return unit(Math.round(bytes / 1e3), 'kilobyte');
  return bytes < 1e9 ? unit(bytes / 1e6, 'megabyte', 1) : unit(bytes / 1e9, 'gigabyte', 2);
}

/** A list of names: `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}

function twoUnits(first: string, rest: number, name: string): string {
  return rest === 0 ? first : `${first} ${unit(rest, name)}`;
}

function unit(value: number, name: string, digits = 0): string {
  const digitsAfter = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = numberFormat({ style: 'unit', unit: name, unitDisplay: 'short', ...digitsAfter });
  return pseudoText(format.format(value));
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(numberFormats, options, () => new Intl.NumberFormat(locale(), options));
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(dateFormats, options, () => new Intl.DateTimeFormat(locale(), options));
}

// Creating a formatter takes a hundred times as long as using it.
function cached<T>(formats: Map<string, T>, options: object, make: () => T): T {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const format = make();
  formats.set(key, format);
  return format;
}
