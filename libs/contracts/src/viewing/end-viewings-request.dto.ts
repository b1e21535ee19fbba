import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/** `POST /streams/revocations`: whose sessions to end, a pit's or a person's. Exactly one of both. */
export class EndViewingsRequest {
  /** Everybody who watches this pit. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number;

  /** Everything that this person watches. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  user_id?: number;
}
