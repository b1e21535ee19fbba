import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PageQuery } from '../paging/page-query.dto';
import { Decimal } from '../validation/decimal';

/** Filter of viewing sessions. */
export class ViewingSessionQuery extends PageQuery {
  /** Sessions of this pit. */
  @MayBeAbsent()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number;

  /**
   * `true`: current sessions, as the media server has them. One player counts once with its latest session, whatever
   * transports it tries. `false`: ended sessions.
   */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  active?: 'true' | 'false';
}
