import type { MaintenanceKind, MaintenanceWindow, PutMaintenanceWindowRequest } from '@ppf/contracts';

/** What is entered of a window: times as the browser's fields give them. */
export interface MaintenanceEntry {
  readonly reason: string;
  /** `''`: all pits. */
  readonly pit: string;
  /** `2026-01-31T08:00`, by the browser's clock. */
  readonly begins: string;
  readonly ends: string;
  readonly from: string;
  readonly to: string;
}

const HOUR = 3_600_000;

/** What stands in the fields at first. Pure. @param now in milliseconds */
export function entryOf(window: MaintenanceWindow | null, now: number): MaintenanceEntry {
  return {
    reason: window?.reason ?? '',
    pit: String(window?.pit_id ?? ''),
    begins: localText(window?.begins_at ?? new Date(now).toISOString()),
    ends: localText(window?.ends_at ?? new Date(now + 2 * HOUR).toISOString()),
    from: window?.from_time ?? '20:00',
    to: window?.to_time ?? '07:00',
  };
}

/** What is asked of the API. Pure. @param zone whose clock weekly times are of */
export function requestOf(
  kind: MaintenanceKind,
  { reason, pit, begins, ends, from, to }: MaintenanceEntry,
  days: readonly number[],
  zone: string,
): PutMaintenanceWindowRequest {
  const either = { kind, pit_id: pit === '' ? null : Number(pit), reason: reason.trim() || null };
  return kind === 'once'
    ? { ...either, begins_at: new Date(begins).toISOString(), ends_at: new Date(ends).toISOString() }
    : { ...either, days: [...days], from_time: from, to_time: to, time_zone: zone };
}

/** What is wrong with it; null: nothing. Pure. */
export function entryFault(
  kind: MaintenanceKind,
  { begins, ends, from, to }: MaintenanceEntry,
  days: readonly number[],
): string | null {
  if (kind === 'weekly') {
    if (days.length === 0) return 'Choose at least one day.';
    return from === '' || to === '' ? 'Enter from when to when.' : null;
  }
  const [begin, end] = [Date.parse(begins), Date.parse(ends)];
  if (Number.isNaN(begin) || Number.isNaN(end)) return 'Enter from when to when.';
  if (end <= begin) return 'The end must be after the begin.';
  return end - begin > 31 * 24 * HOUR ? 'At most 31 days. Longer times are better told in pieces.' : null;
}

function localText(iso: string): string {
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
