import type { FeedEvent } from './feed-event';

/** The newest events, a bounded number of them, for clients that come back. */
export class EventRing {
  private events: FeedEvent[] = [];
  private forgotten = 0;

  /** @param size How many are kept. */
  constructor(private readonly size: number) {}

  /** Keeps an event. */
  add(event: FeedEvent): void {
    this.events.push(event);
    // Cut in halves: moving the rest for every single event would cost more than it saves.
    if (this.events.length >= this.size * 2) this.forget(this.events.length - this.size);
  }

  /** Forgets all, up to and including `sequence`. */
  clear(sequence: number): void {
    this.events = [];
    this.forgotten = sequence;
  }

  /** Everything after `sequence`; null when some of that is forgotten. */
  since(sequence: number): readonly FeedEvent[] | null {
    if (sequence < this.forgotten) return null;
    return this.events.filter((event) => event.sequence > sequence);
  }

  private forget(count: number): void {
    this.forgotten = this.events[count - 1]?.sequence ?? this.forgotten;
    this.events = this.events.slice(count);
  }
}
