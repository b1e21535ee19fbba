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

/** Findings of a player about a pit's stream: the body of `POST /pits/{id}/findings`. */
export class PlayerFindings {
  /** State of the player. */
  @IsIn(PLAYER_STATES)
  state: PlayerStateName;

  /** Transport of the shown picture. */
  @IsIn(PLAYER_TRANSPORTS)
  transport: PlayerTransport;

  /** Failure of WebRTC. Absent or null: it works, or was not tried. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  webrtc?: PlayerFailure | null;

  /** Failure of HLS. Absent or null: it works, or was not tried. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  hls?: PlayerFailure | null;

  /** Failure that does not depend on the transport. Absent or null: none. */
  @IsOptional()
  @IsIn(PLAYER_FAILURES)
  trouble?: PlayerFailure | null;

  /** Cause for which the viewer's session was ended. Absent or null: it was not ended. */
  @IsOptional()
  @IsIn(REVOCATION_CAUSES)
  ended?: RevocationCause | null;

  /** Codec with the media server's name. Absent or null: unknown. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  codec?: string | null;

  /** Kinds of the ICE candidates of the media server. Absent: it offered none. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(CANDIDATE_KINDS.length)
  @IsIn(CANDIDATE_KINDS, { each: true })
  candidates?: CandidateKind[];

  /** Latency of the picture in milliseconds. Absent or null: unknown. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3_600_000)
  latency_ms?: number | null;

  /** Decoded frames per second. Absent or null: unknown. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  fps?: number | null;

  /** Time of the browser's clock, ISO 8601. */
  @IsISO8601({ strict: true })
  @MaxLength(40)
  clock: string;
}
