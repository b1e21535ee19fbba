import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { MAINTENANCE_KINDS, type MaintenanceKind } from './alert-kinds';
import { IsReadableName } from '../validation/is-readable-name';

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
// A present field is validated for either kind. Only an absent field of the other kind is skipped.
const isOnce = ({ kind }: PutMaintenanceWindowRequest, value: unknown) =>
  kind === 'once' || value !== undefined;
const isWeekly = ({ kind }: PutMaintenanceWindowRequest, value: unknown) =>
  kind === 'weekly' || value !== undefined;

/** `POST /workshops/{id}/maintenance-windows`, and `PUT …/{windowId}`: the whole window. */
export class PutMaintenanceWindowRequest {
  @IsIn(MAINTENANCE_KINDS)
  kind: MaintenanceKind;

  /** The pit. Null or absent: the whole workshop. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number | null;

  /** Reason, shown to users, 1 to 200 visible characters or spaces. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @IsReadableName()
  reason?: string | null;

  /** once: begin, an instant with an offset. */
  @ValidateIf(isOnce)
  @Matches(INSTANT, { message: 'must be an instant with an offset, such as 2026-01-31T08:00:00Z' })
  begins_at?: string;

  /** once: end, an instant with an offset, at most 31 days after `begins_at`. */
  @ValidateIf(isOnce)
  @Matches(INSTANT, { message: 'must be an instant with an offset, such as 2026-01-31T08:00:00Z' })
  ends_at?: string;

  /** weekly: the days on which it begins, 1 (Monday) to 7 (Sunday). */
  @ValidateIf(isWeekly)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  days?: number[];

  /** weekly: begin, `HH:MM` in local time. */
  @ValidateIf(isWeekly)
  @Matches(WALL_TIME, { message: 'must be a time such as 21:30' })
  from_time?: string;

  /** weekly: end, `HH:MM`, on the next day when it is not after `from_time`. */
  @ValidateIf(isWeekly)
  @Matches(WALL_TIME, { message: 'must be a time such as 06:00' })
  to_time?: string;

  /** weekly: time zone, an IANA name such as `Europe/Berlin`. */
  @ValidateIf(isWeekly)
  @IsString()
  @MaxLength(64)
  time_zone?: string;
}
