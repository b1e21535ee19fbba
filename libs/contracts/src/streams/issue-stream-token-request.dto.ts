import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PIT_STREAMS, type PitStreamName } from './pit-stream-name';

/** `POST /streams/token`. */
export class IssueStreamTokenRequest {
  /** The pit to watch. */
  @IsInt()
  @Min(1)
  @Max(2147483647)
  pit_id: number;

  /** Stream of the camera. Default: `main`. */
  @MayBeAbsent()
  @IsIn(PIT_STREAMS)
  stream?: PitStreamName;

  /**
   * The token of the client's previous session of this pit, expired or not. If that session was ended by a user, the response
   * is `viewing-ended` with the cause, so that a player does not reconnect.
   */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  follows?: string;

  /**
   * The current token, to continue its session: the new token has the same `jti`. For HLS, which sends its token with each
   * request (MediaMTX contract §6). Implies `follows`. An expired token begins a new session.
   */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  renews?: string;
}
