import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import type { MaintenanceWindowEntity } from './maintenance-window.entity';
import { isTimeZone } from './zone-clock';

/** A window as somebody asks for it. */
export type MaintenanceWindowInput = Omit<MaintenanceWindowEntity, 'id' | 'workshopId' | 'createdAt'>;

/** A window that is once lasts no longer, in milliseconds: one that was forgotten would hide outages for ever. */
const MAX_DURATION_MS = 31 * 86_400_000;

/** Reads what is asked for. Pure; what belongs to the other kind is left out. @throws DomainError validation-failed */
export function parseMaintenanceWindow(asked: PutMaintenanceWindowRequest): MaintenanceWindowInput {
  const either = { kind: asked.kind, pitId: asked.pit_id ?? null, reason: asked.reason ?? null };
  return asked.kind === 'once' ? { ...either, ...parseOnce(asked) } : { ...either, ...parseWeekly(asked) };
}

function parseOnce({ begins_at: from = '', ends_at: to = '' }: PutMaintenanceWindowRequest) {
  const [beginsAt, endsAt] = [new Date(from), new Date(to)];
  const lasts = endsAt.getTime() - beginsAt.getTime();
  if (Number.isNaN(beginsAt.getTime())) throw fieldError('begins_at', 'must be an instant that exists');
  if (Number.isNaN(lasts)) throw fieldError('ends_at', 'must be an instant that exists');
  if (lasts <= 0) throw fieldError('ends_at', 'must be after `begins_at`');
  if (lasts > MAX_DURATION_MS) throw fieldError('ends_at', 'must be at most 31 days after `begins_at`');
  return { beginsAt, endsAt, days: null, fromMinute: null, toMinute: null, timeZone: null };
}

function parseWeekly({ days = [], from_time, to_time, time_zone }: PutMaintenanceWindowRequest) {
  const timeZone = time_zone ?? '';
  if (!isTimeZone(timeZone))
    throw fieldError('time_zone', 'must be the name of a time zone, such as Europe/Berlin');
  return {
    beginsAt: null,
    endsAt: null,
    days: days.toSorted((one, other) => one - other),
    fromMinute: parseMinuteOfDay(from_time),
    toMinute: parseMinuteOfDay(to_time),
    timeZone,
  };
}

function parseMinuteOfDay(time = '00:00'): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function fieldError(field: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message }] });
}
