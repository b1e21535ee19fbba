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

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
