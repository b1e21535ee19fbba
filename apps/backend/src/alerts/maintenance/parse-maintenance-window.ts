import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import type { MaintenanceWindowEntity } from './maintenance-window.entity';
import { isTimeZone } from './zone-clock';

/** The parsed fields of a request. */
export type MaintenanceWindowInput = Omit<MaintenanceWindowEntity, 'id' | 'workshopId' | 'createdAt'>;

/** Maximum duration of a one-time window. A longer one, once forgotten, would hide outages for too long. */
const MAX_DURATION_MS = 31 * 86_400_000;

/** Parses a request. Pure. Fields of the other kind are ignored. @throws DomainError validation-failed. */
export function parseMaintenanceWindow(request: PutMaintenanceWindowRequest): MaintenanceWindowInput {
  const common = { kind: request.kind, pitId: request.pit_id ?? null, reason: request.reason ?? null };
  return request.kind === 'once'
    ? { ...common, ...parseOnce(request) }
    : { ...common, ...parseWeekly(request) };
}

function parseOnce({ begins_at: from = '', ends_at: to = '' }: PutMaintenanceWindowRequest) {
  const [beginsAt, endsAt] = [new Date(from), new Date(to)];
  const durationMs = endsAt.getTime() - beginsAt.getTime();
  validateInstant('begins_at', beginsAt);
  validateInstant('ends_at', endsAt);
  if (durationMs <= 0) throw fieldError('ends_at', 'must be after `begins_at`');
  if (durationMs > MAX_DURATION_MS) throw fieldError('ends_at', 'must be at most 31 days after `begins_at`');
  return { beginsAt, endsAt, days: null, fromMinute: null, toMinute: null, timeZone: null };
}

/** PostgreSQL has no year 0, and ISO 8601 has four digits. The range leaves room for UTC offsets at both ends. */
function validateInstant(field: string, instant: Date): void {
  if (Number.isNaN(instant.getTime())) throw fieldError(field, 'must be an instant that exists');
  const year = instant.getUTCFullYear();
  if (year < 1970 || year > 9998) throw fieldError(field, 'must be in the years 1970 to 9998');
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
