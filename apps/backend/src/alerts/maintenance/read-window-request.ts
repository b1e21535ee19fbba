import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import type { MaintenanceWindowEntity } from './maintenance-window.entity';
import { isTimeZone } from './zone-clock';

/** A window as somebody asks for it. */
export type AskedWindow = Omit<MaintenanceWindowEntity, 'id' | 'workshopId' | 'createdAt'>;

/** A window that is once lasts no longer, in milliseconds: one that was forgotten would hide outages for ever. */
const LONGEST_MS = 31 * 86_400_000;

/** Reads what is asked for. Pure; what belongs to the other kind is left out. @throws DomainError validation-failed */
export function readWindowRequest(asked: PutMaintenanceWindowRequest): AskedWindow {
  const either = { kind: asked.kind, pitId: asked.pit_id ?? null, reason: asked.reason ?? null };
  return asked.kind === 'once' ? { ...either, ...readOnce(asked) } : { ...either, ...readWeekly(asked) };
}

function readOnce({ begins_at: from = '', ends_at: to = '' }: PutMaintenanceWindowRequest) {
  const [beginsAt, endsAt] = [new Date(from), new Date(to)];
  const lasts = endsAt.getTime() - beginsAt.getTime();
  if (Number.isNaN(beginsAt.getTime())) throw fault('begins_at', 'must be an instant that exists');
  if (Number.isNaN(lasts)) throw fault('ends_at', 'must be an instant that exists');
  if (lasts <= 0) throw fault('ends_at', 'must be after `begins_at`');
  if (lasts > LONGEST_MS) throw fault('ends_at', 'must be at most 31 days after `begins_at`');
  return { beginsAt, endsAt, days: null, fromMinute: null, toMinute: null, timeZone: null };
}

function readWeekly({ days = [], from_time, to_time, time_zone }: PutMaintenanceWindowRequest) {
  const timeZone = time_zone ?? '';
  if (!isTimeZone(timeZone))
    throw fault('time_zone', 'must be the name of a time zone, such as Europe/Berlin');
  return {
    beginsAt: null,
    endsAt: null,
    days: days.toSorted((one, other) => one - other),
    fromMinute: minuteOf(from_time),
    toMinute: minuteOf(to_time),
    timeZone,
  };
}

function minuteOf(time = '00:00'): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function fault(field: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message }] });
}
