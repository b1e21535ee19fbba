import { batchOf, EVERYTHING, type EventBatch, type FeedEvent } from './feed-event';

/** Bytes that are sent at once to a client that has caught up a little. */
const MOST_BYTES = 64 * 1024;

/**
 * What a slow client has not been sent: of each subject the newest event only, so that its memory is bounded by the
 * number of pits, however long it sleeps. In the order of their sequence, so that the last id it got says what it has.
 */
export class UnsentEvents {
  private readonly bySubject = new Map<string, FeedEvent>();

  /** How many there are. */
  get size(): number {
    return this.bySubject.size;
  }

  /** Keeps an event in place of the one before of its subject. */
  put(event: FeedEvent): void {
    if (event.subject === EVERYTHING) this.bySubject.clear();
    this.bySubject.delete(event.subject);
    this.bySubject.set(event.subject, event);
  }

  /** Takes the oldest ones out, as many as go well together; at least one when there is any. */
  take(): EventBatch {
    const taken: FeedEvent[] = [];
    let bytes = 0;
    for (const [subject, event] of this.bySubject) {
      if (taken.length > 0 && bytes + event.frame.length > MOST_BYTES) break;
      bytes += event.frame.length;
      taken.push(event);
      this.bySubject.delete(subject);
    }
    return batchOf(taken);
  }
}
