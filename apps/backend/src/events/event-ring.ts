import type { FeedEvent } from './feed-event';

/** The newest events, up to a limit, for clients that reconnect. */
export class EventRing {
  private events: FeedEvent[] = [];
  private droppedUpTo = 0;

  /** @param size Number of events that are kept at least. */
  constructor(private readonly size: number) {}

  /** Adds an event. */
  add(event: FeedEvent): void {
    this.events.push(event);
    // Drops many events together: moving the rest for every single event would cost more than it saves.
    if (this.events.length >= this.size * 2) this.drop(this.events.length - this.size);
  }

  /** Drops all events up to and including `sequence`. */
  clear(sequence: number): void {
    this.events = [];
    this.droppedUpTo = sequence;
  }

  /** The events after `sequence`; null when some of them have been dropped. */
  since(sequence: number): readonly FeedEvent[] | null {
    if (sequence < this.droppedUpTo) return null;
    return this.events.filter((event) => event.sequence > sequence);
  }

  private drop(count: number): void {
    this.droppedUpTo = this.events[count - 1]?.sequence ?? this.droppedUpTo;
    this.events = this.events.slice(count);
  }
}
