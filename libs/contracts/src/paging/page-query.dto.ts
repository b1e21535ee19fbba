import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which part of a list. */
export class PageQuery {
  /** `next_cursor` of the page before. Opaque. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  /** Items a page, 1 to 100; 50 when absent. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
