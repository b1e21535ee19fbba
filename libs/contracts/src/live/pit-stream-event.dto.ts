import { PitStream } from '../streams/pit-stream.dto';

/** `GET /events`, event `pit-stream`: the status of a pit's stream. The latest event of a pit is complete. */
export class PitStreamEvent {
  pit_id: number;

  workshop_id: number;

  /** MediaMTX's name for the stream. */
  path: string;

  stream: PitStream;
}
