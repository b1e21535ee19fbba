import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageQuery } from '../paging/page-query.dto';
import { Decimal } from '../validation/decimal';

/** Which pits of a workshop. */
export class PitQuery extends PageQuery {
  /** Only the pit with this number; none when there is no such pit. */
  @IsOptional()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  number?: number;
}
