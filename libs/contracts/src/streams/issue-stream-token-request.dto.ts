import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PIT_STREAMS, type PitStreamName } from '../pits/camera-kind';

/** `POST /streams/token`. */
export class IssueStreamTokenRequest {
  /** The pit to watch. */
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id: number;

  /** Which of its camera's streams; `main` when absent. */
  @IsOptional()
  @IsIn(PIT_STREAMS)
  stream?: PitStreamName;
}
