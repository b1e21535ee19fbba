import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PageQuery } from '../paging/page-query.dto';
import { Decimal } from '../validation/decimal';

/** Which viewing sessions. */
export class ViewingSessionQuery extends PageQuery {
  /** Of this pit only. */
  @MayBeAbsent()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number;

  /**
   * `true`: who watches now. Only sessions that the media server carries, and of one player only the newest, whatever
   * transports it tries. `false`: only those that have ended.
   */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  active?: 'true' | 'false';
}
