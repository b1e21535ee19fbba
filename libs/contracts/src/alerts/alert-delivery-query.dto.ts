import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageQuery } from '../paging/page-query.dto';
import { ALERT_DELIVERY_STATES, type AlertDeliveryState } from './alert-kinds';

/** Which deliveries. */
export class AlertDeliveryQuery extends PageQuery {
  /** To this channel only. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2147483647)
  channel_id?: number;

  /** Of this state only. */
  @IsOptional()
  @IsIn(ALERT_DELIVERY_STATES)
  state?: AlertDeliveryState;
}
