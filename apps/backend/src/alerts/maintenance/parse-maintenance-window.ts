import type { PutMaintenanceWindowRequest } from '@ppf/contracts';
import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { message } from '../messages';
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
  if (durationMs <= 0) throw fieldError('ends_at', message('field.ends-before-begin'));
  if (durationMs > MAX_DURATION_MS) throw fieldError('ends_at', message('field.too-long'));
  return { beginsAt, endsAt, days: null, fromMinute: null, toMinute: null, timeZone: null };
}

/** PostgreSQL has no year 0, and ISO 8601 has four digits. The range leaves room for UTC offsets at both ends. */
function validateInstant(field: string, instant: Date): void {
  if (Number.isNaN(instant.getTime())) throw fieldError(field, message('field.instant'));
  const year = instant.getUTCFullYear();
  if (year < 1970 || year > 9998) throw fieldError(field, message('field.instant-range'));
}

function parseWeekly({ days = [], from_time, to_time, time_zone }: PutMaintenanceWindowRequest) {
  const timeZone = time_zone ?? '';
  if (!isTimeZone(timeZone)) throw fieldError('time_zone', message('field.time-zone'));
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

function fieldError(field: string, fault: Message): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: fault }] });
}
