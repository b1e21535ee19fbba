import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { Decimal } from '../validation/decimal';

/** Options of a page request. */
export class PageQuery {
  /** `next_cursor` of the previous page. Opaque. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  /** Items per page, 1 to 100. Default: 50. */
  @MayBeAbsent()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
