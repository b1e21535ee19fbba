import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/** `POST /streams/revocations`: ends the sessions of a pit or of a user. Exactly one field is set. */
export class EndViewingsRequest {
  /** All sessions of this pit. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id?: number;

  /** All sessions of this user. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  user_id?: number;
}
