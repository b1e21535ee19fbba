import { IsIn } from 'class-validator';
import { STREAM_CAUSES, type StreamCause } from './stream-cause';
import { STREAM_STATUSES, type StreamStatus } from './stream-status';

/** What the media server says of a pit's stream. */
export class PitStream {
  @IsIn(STREAM_STATUSES)
  status: StreamStatus;

  /**
   * Why there is no picture, while it should be there and is not. `media-server` with `live`: the media server did not
   * answer the last time, and `status` is what it said before. Null: nothing is wrong, or nothing is known.
   */
  @IsIn(STREAM_CAUSES)
  cause: StreamCause | null;

  /** Since when, ISO 8601 UTC; null while `unknown`. */
  since: string | null;

  /** Of the video track, as MediaMTX names it (`H264`); null while there is none. */
  codec: string | null;

  /** The codec's profile (`Baseline`, `High`); null while unknown, and from media servers before v1.17.0. */
  profile: string | null;

  /** The picture's width in pixels; null while unknown, and from media servers before v1.17.0. */
  width: number | null;

  /** The picture's height in pixels; null while unknown, and from media servers before v1.17.0. */
  height: number | null;

  /**
   * What the camera sends now, all tracks together, averaged over some seconds; null while that is not known. Told anew
   * when it has changed by more than a tenth, and at most every 5 s.
   */
  bits_per_second: number | null;

  /**
   * How many watch now, each once: a player counts once, whatever transports it tries at the same time (from MediaMTX
   * v1.17.1 on, which lists whose a session is; before, an HLS session that begins beside a WebRTC session is not counted). Viewers by HLS are not counted up to v1.17.1, which tells nothing of them (MediaMTX contract §4.1).
   */
  readers: number;
}
