import { text } from '../texts/text';
import type { MaintenanceKind, MaintenanceWindow, PutMaintenanceWindowRequest } from '@ppf/contracts';

/** Form values of a maintenance window. Times have the format of the browser's input elements. */
export interface MaintenanceEntry {
  readonly reason: string;
  /** Id of the pit; `''` for all pits. */
  readonly pit: string;
  /** Local time of the browser, for example `2026-01-31T08:00`. */
  readonly begins: string;
  readonly ends: string;
  readonly from: string;
  readonly to: string;
}

const HOUR_MS = 3_600_000;

/** Maps a window, or null for a new one, to form values. @param now ms since 1970 */
export function toEntry(window: MaintenanceWindow | null, now: number): MaintenanceEntry {
  return {
    reason: window?.reason ?? '',
    pit: String(window?.pit_id ?? ''),
    begins: toLocalInput(window?.begins_at ?? new Date(now).toISOString()),
    ends: toLocalInput(window?.ends_at ?? new Date(now + 2 * HOUR_MS).toISOString()),
    from: window?.from_time ?? '20:00',
    to: window?.to_time ?? '07:00',
  };
}

/** Maps form values to a request. @param zone time zone of weekly times */
export function toRequest(
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

/** Validates form values. @returns the error message, or null */
export function validateEntry(
  kind: MaintenanceKind,
  { begins, ends, from, to }: MaintenanceEntry,
  days: readonly number[],
): string | null {
  if (kind === 'weekly') {
    if (days.length === 0) return text('maintenanceDialog.dayMissing');
    return from === '' || to === '' ? text('maintenanceDialog.timesMissing') : null;
  }
  const [begin, end] = [Date.parse(begins), Date.parse(ends)];
  if (Number.isNaN(begin) || Number.isNaN(end)) return text('maintenanceDialog.timesMissing');
  if (end <= begin) return text('maintenanceDialog.endFirst');
  return end - begin > 31 * 24 * HOUR_MS ? text('maintenanceDialog.span') : null;
}

function toLocalInput(iso: string): string {
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
