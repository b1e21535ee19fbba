import { IsInt, Max, Min } from 'class-validator';

/** `POST /streams/token`. */
export class IssueStreamTokenRequest {
  /** The pit to watch. */
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id: number;
}
