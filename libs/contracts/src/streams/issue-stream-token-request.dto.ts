import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PIT_STREAMS, type PitStreamName } from '../pits/camera-kind';

/** `POST /streams/token`. */
export class IssueStreamTokenRequest {
  /** The pit to watch. */
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id: number;

  /** Which of its camera's streams; `main` when absent. */
  @MayBeAbsent()
  @IsIn(PIT_STREAMS)
  stream?: PitStreamName;

  /**
   * The token that the client watched this pit with before, ended or not. When its session was ended by somebody, the
   * answer is `viewing-ended` and says why, so that a player does not come back by itself.
   */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  follows?: string;

  /**
   * The token before, to go on with the same session: the new token has its `jti`. For HLS, which shows its token again
   * and again (MediaMTX contract §6). Counts as `follows` too; for a token that has ended, a new session begins.
   */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  renews?: string;
}
