import { PitStream } from './pit-stream.dto';

/** A stream that exists now. */
export class LiveStream {
  pit_id: number;

  workshop_id: number;

  /** MediaMTX's name for the stream. */
  path: string;

  stream: PitStream;
}

/** `GET /streams`: a page of the streams that exist now, by pit. */
export class LiveStreamList {
  items: LiveStream[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
