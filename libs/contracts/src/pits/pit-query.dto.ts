import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageQuery } from '../paging/page-query.dto';
import { Decimal } from '../validation/decimal';

/** Filter of the pits of a workshop. */
export class PitQuery extends PageQuery {
  /** The pit with this number. */
  @IsOptional()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  number?: number;
}
