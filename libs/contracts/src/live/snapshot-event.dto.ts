import { PitStreamEvent } from './pit-stream-event.dto';

/** `GET /events`, event `snapshot`: the complete state. It is the first event, and is repeated when changes may have been missed. */
export class SnapshotEvent {
  /** All pits that the user has access to, by id. Other pits no longer exist for the user. */
  pits: PitStreamEvent[];
}
