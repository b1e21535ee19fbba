import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { ALERT_CHANNEL_KINDS, type AlertChannelKind } from './alert-kinds';
import { IsReadableName } from '../validation/is-readable-name';

/** Fields of both requests. */
export class AlertChannelFields {
  /** Whether it receives alerts. Default on creation: true. */
  @ValidateIf((fields: AlertChannelFields) => fields.enabled !== undefined)
  @IsBoolean()
  enabled?: boolean;

  /** Pits of the workshop whose alerts it receives, 1 to 1000. Null, the default on creation: all pits. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2147483647, { each: true })
  pit_ids?: number[] | null;

  /** Time that a camera must be offline before an alert is sent, 10 to 3600 s. Default on creation: 60. */
  @ValidateIf((fields: AlertChannelFields) => fields.delay_seconds !== undefined)
  @IsInt()
  @Min(10)
  @Max(3600)
  delay_seconds?: number;

  /** webhook: `https://…`, without user and password; its host must be in WEBHOOK_NETWORKS. */
  @ValidateIf((fields: AlertChannelFields) => fields.url !== undefined)
  @IsString()
  @MaxLength(2000)
  url?: string;

  /** email: recipients, 1 to 20 addresses. */
  @ValidateIf((fields: AlertChannelFields) => fields.recipients !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsEmail({}, { each: true })
  @MaxLength(254, { each: true })
  recipients?: string[];

  /** email: time zone of the times in messages, an IANA name such as `Europe/Berlin`. Null, the default on creation: UTC. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  time_zone?: string | null;
}

/** `POST /workshops/{id}/alert-channels`. */
export class CreateAlertChannelRequest extends AlertChannelFields {
  @IsIn(ALERT_CHANNEL_KINDS)
  kind: AlertChannelKind;

  /** 1 to 120 visible characters or spaces, unique in the workshop. */
  @IsString()
  @Length(1, 120)
  @IsReadableName()
  name: string;
}

/** `PATCH /workshops/{id}/alert-channels/{channelId}`: absent fields keep their values. */
export class UpdateAlertChannelRequest extends AlertChannelFields {
  /** 1 to 120 visible characters or spaces, unique in the workshop. */
  @ValidateIf((request: UpdateAlertChannelRequest) => request.name !== undefined)
  @IsString()
  @Length(1, 120)
  @IsReadableName()
  name?: string;
}
