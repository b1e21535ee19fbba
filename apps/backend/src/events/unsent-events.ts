import { batchOf, EVERYTHING, type EventBatch, type FeedEvent } from './feed-event';

/** Bytes that are sent together to a client that accepts data again. */
const MAX_BATCH_BYTES = 64 * 1024;

/**
 * Events that a slow client has not received: only the newest of each subject, so that memory is bounded by the number of
 * pits, however long the client is suspended. In the order of their sequence, so that the last id identifies what it has.
 */
export class UnsentEvents {
  private readonly bySubject = new Map<string, FeedEvent>();

  /** Number of events. */
  get size(): number {
    return this.bySubject.size;
  }

  /** Adds an event, and removes an earlier one of its subject. */
  put(event: FeedEvent): void {
    if (event.subject === EVERYTHING) this.bySubject.clear();
    this.bySubject.delete(event.subject);
    this.bySubject.set(event.subject, event);
  }

  /** Removes and returns the oldest events, up to 64 KiB, but at least one when there is any. */
  take(): EventBatch {
    const taken: FeedEvent[] = [];
    let bytes = 0;
    for (const [subject, event] of this.bySubject) {
      if (taken.length > 0 && bytes + event.frame.length > MAX_BATCH_BYTES) break;
      bytes += event.frame.length;
      taken.push(event);
      this.bySubject.delete(subject);
    }
    return batchOf(taken);
  }
}
