import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** `POST /streams/revocations`: whose sessions to end, a pit's or a person's. Exactly one of both. */
export class EndViewingsRequest {
  /** Everybody who watches this pit. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number;

  /** Everything that this person watches. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  user_id?: number;
}
