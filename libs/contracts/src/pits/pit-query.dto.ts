import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageQuery } from '../paging/page-query.dto';

/** Which pits of a workshop. */
export class PitQuery extends PageQuery {
  /** Only the pit with this number; none when there is no such pit. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2147483647)
  number?: number;
}
