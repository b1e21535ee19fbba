import type { MaintenanceWindow } from '@ppf/contracts';
import { toInstant } from '../../platform/database/to-instant';
import type { MaintenanceWindowEntity } from './maintenance-window.entity';
import { toMaintenanceTimes } from './maintenance-window.entity';
import { overlapsMaintenance } from './last-maintenance-instant';

/** Maps a window to its response. @param now Milliseconds. @throws TypeError for PostgreSQL’s `infinity`. */
export function toMaintenanceWindowResponse(window: MaintenanceWindowEntity, now: number): MaintenanceWindow {
  const { kind, beginsAt, endsAt, days, fromMinute, toMinute, timeZone } = window;
  const [begins, ends] = [beginsAt && toInstant(beginsAt), endsAt && toInstant(endsAt)];
  const times = toMaintenanceTimes({
    kind,
    begins_at: begins === null ? null : new Date(begins),
    ends_at: ends === null ? null : new Date(ends),
    days,
    from_minute: fromMinute,
    to_minute: toMinute,
    time_zone: timeZone,
  });
  return {
    id: window.id,
    workshop_id: window.workshopId,
    pit_id: window.pitId,
    kind,
    reason: window.reason,
    begins_at: begins,
    ends_at: ends,
    days,
    from_time: formatMinuteOfDay(fromMinute),
    to_time: formatMinuteOfDay(toMinute),
    time_zone: timeZone,
    active: overlapsMaintenance(times, now, now),
    created_at: toInstant(window.createdAt),
  };
}

function formatMinuteOfDay(minute: number | null): string | null {
  if (minute === null) return null;
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
