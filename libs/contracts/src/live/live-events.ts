import type { EndedEvent } from './ended-event.dto';
import type { PitEvent } from './pit-event.dto';
import type { PitRemovedEvent } from './pit-removed-event.dto';
import type { PitStreamEvent } from './pit-stream-event.dto';
import type { SnapshotEvent } from './snapshot-event.dto';

/** Events of `GET /events` (server-sent events, WHATWG HTML §9.2): data by event name. */
export interface LiveEvents {
  readonly snapshot: SnapshotEvent;
  readonly 'pit-stream': PitStreamEvent;
  readonly pit: PitEvent;
  readonly 'pit-removed': PitRemovedEvent;
  readonly ended: EndedEvent;
}

/** Seconds between two heartbeat comments of an idle event stream. */
export const EVENTS_HEARTBEAT_SECONDS = 15;
