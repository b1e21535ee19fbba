import { PitStream } from '../streams/pit-stream.dto';

/** `GET /events`, event `pit-stream`: what is known of a pit's stream now. The newest one of a pit is the whole truth. */
export class PitStreamEvent {
  pit_id: number;

  workshop_id: number;

  /** MediaMTX's name for the stream. */
  path: string;

  stream: PitStream;
}
