import { EVENTS_HEARTBEAT_SECONDS } from '@ppf/contracts';

/** Intervals of event streams. A class, so that tests can shorten them. */
export class EventTiming {
  /** Milliseconds between two comments: proxies close idle connections after a minute, and clients detect a lost connection. */
  heartbeatMs = EVENTS_HEARTBEAT_SECONDS * 1000;
}
