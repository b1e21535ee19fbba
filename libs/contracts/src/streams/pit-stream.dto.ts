import { IsIn } from 'class-validator';
import { STREAM_STATUSES, type StreamStatus } from './stream-status';

/** What the media server says of a pit's stream. */
export class PitStream {
  @IsIn(STREAM_STATUSES)
  status: StreamStatus;

  /** Since when, ISO 8601 UTC; null while `unknown`. */
  since: string | null;

  /** Of the video track, as MediaMTX names it (`H264`); null while there is none. */
  codec: string | null;

  /** How many sessions read the path now. */
  readers: number;
}
