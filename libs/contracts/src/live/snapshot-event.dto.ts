import { PitStreamEvent } from './pit-stream-event.dto';

/** `GET /events`, event `snapshot`: all there is. It comes first, and again when changes may have been missed. */
export class SnapshotEvent {
  /** Every pit that the viewer may see, by id; a pit that is not in it is gone. */
  pits: PitStreamEvent[];
}
