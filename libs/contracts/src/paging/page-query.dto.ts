import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { Decimal } from '../validation/decimal';

/** Which part of a list. */
export class PageQuery {
  /** `next_cursor` of the page before. Opaque. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  /** Items a page, 1 to 100; 50 when absent. */
  @MayBeAbsent()
  @Decimal()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
