import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { REVOCATION_CAUSES, type RevocationCause } from '../viewing/viewing-end';
import {
  CANDIDATE_KINDS,
  type CandidateKind,
  PLAYER_FAILURES,
  PLAYER_STATES,
  PLAYER_TRANSPORTS,
  type PlayerFailure,
  type PlayerStateName,
  type PlayerTransport,
} from './player-codes';

/** What a player sees of a pit's stream now: the body of `POST /pits/{id}/findings`. */
export class PlayerFindings {
  /** What is shown. */
  @IsIn(PLAYER_STATES)
  state: PlayerStateName;

  /** By which way the picture in view comes. */
  @IsIn(PLAYER_TRANSPORTS)
  transport: PlayerTransport;

  /** Why WebRTC gives no picture; absent or null: it does, or it was not tried. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  webrtc?: PlayerFailure | null;

  /** Why HLS gives no picture; absent or null: it does, or it was not tried. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  hls?: PlayerFailure | null;

  /** What stands between the viewer and the picture, whichever the way; absent or null: nothing. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  trouble?: PlayerFailure | null;

  /** Why the viewer's session was ended by us; absent or null: it was not. */
  @IsOptional()
  @IsIn(REVOCATION_CAUSES)
  ended?: RevocationCause | null;

  /** The codec as the media server names it; absent or null: not known. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  codec?: string | null;

  /** Kinds of the addresses that the media server offered for WebRTC's media; absent: none was offered. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(CANDIDATE_KINDS.length)
  @IsIn(CANDIDATE_KINDS, { each: true })
  candidates?: CandidateKind[];

  /** How far the picture is behind live, in milliseconds; absent or null: not known. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3_600_000)
  latency_ms?: number | null;

  /** Frames a second that are decoded; absent or null: not known. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  fps?: number | null;

  /** What the browser's clock shows, ISO 8601. */
  @IsISO8601({ strict: true })
  @MaxLength(40)
  clock: string;
}
