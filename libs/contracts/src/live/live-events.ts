import type { EndedEvent } from './ended-event.dto';
import type { PitEvent } from './pit-event.dto';
import type { PitRemovedEvent } from './pit-removed-event.dto';
import type { PitStreamEvent } from './pit-stream-event.dto';
import type { SnapshotEvent } from './snapshot-event.dto';

/** What `GET /events` sends (server-sent events, WHATWG HTML §9.2): the data of each event, by its name. */
export interface LiveEvents {
  readonly snapshot: SnapshotEvent;
  readonly 'pit-stream': PitStreamEvent;
  readonly pit: PitEvent;
  readonly 'pit-removed': PitRemovedEvent;
  readonly ended: EndedEvent;
}

/** Seconds between two comments of an event stream that has nothing else to say. */
export const EVENTS_HEARTBEAT_SECONDS = 15;
