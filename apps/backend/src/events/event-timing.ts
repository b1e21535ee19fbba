import { EVENTS_HEARTBEAT_SECONDS } from '@ppf/contracts';

/** How event streams keep time. A class of its own, so that tests need not wait. */
export class EventTiming {
  /** Milliseconds between two comments: proxies cut what is silent for a minute, clients know a dead connection by it. */
  heartbeatMs = EVENTS_HEARTBEAT_SECONDS * 1000;
}
