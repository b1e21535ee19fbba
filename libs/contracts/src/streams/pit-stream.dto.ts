import { IsIn } from 'class-validator';
import { STREAM_CAUSES, type StreamCause } from './stream-cause';
import { STREAM_STATUSES, type StreamStatus } from './stream-status';

/** Status of a pit's stream at the media server. */
export class PitStream {
  @IsIn(STREAM_STATUSES)
  status: StreamStatus;

  /**
   * Cause of missing video. `media-server` with `live`: the media server did not respond to the last poll, and `status` is that
   * of the poll before. Null: no fault, or unknown.
   */
  @IsIn(STREAM_CAUSES)
  cause: StreamCause | null;

  /** Begin of the status, ISO 8601 UTC. Null while `unknown`. */
  since: string | null;

  /** Codec of the video track with MediaMTX's name (`H264`). Null while there is none. */
  codec: string | null;

  /** The codec's profile (`Baseline`, `High`); null while unknown, and from media servers before v1.17.0. */
  profile: string | null;

  /** The picture's width in pixels; null while unknown, and from media servers before v1.17.0. */
  width: number | null;

  /** The picture's height in pixels; null while unknown, and from media servers before v1.17.0. */
  height: number | null;

  /**
   * Bitrate of all tracks in bit/s, averaged over some seconds. Null while unknown. Updated when it changes by more than a
   * tenth, and at most every 5 s.
   */
  bits_per_second: number | null;

  /**
   * Number of viewers. A player counts once, whatever transports it tries in parallel (from MediaMTX v1.17.1, which lists the
   * user of a session; before, an HLS session beside a WebRTC session is not counted). HLS viewers are not counted up to
   * v1.17.1, which does not report them (MediaMTX contract §4.1).
   */
  readers: number;
}
