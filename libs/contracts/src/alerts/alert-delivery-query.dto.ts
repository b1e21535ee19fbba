import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PageQuery } from '../paging/page-query.dto';
import { ALERT_DELIVERY_STATES, type AlertDeliveryState } from './alert-kinds';
import { Decimal } from '../validation/decimal';

/** Filter of a list of deliveries. */
export class AlertDeliveryQuery extends PageQuery {
  /** Deliveries to this channel. */
  @MayBeAbsent()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  channel_id?: number;

  /** Deliveries in this state. */
  @MayBeAbsent()
  @IsIn(ALERT_DELIVERY_STATES)
  state?: AlertDeliveryState;
}
