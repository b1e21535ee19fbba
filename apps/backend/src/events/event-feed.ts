import type { LiveEvents, SnapshotEvent } from '@ppf/contracts';
import { randomBytes } from 'node:crypto';
import type { RowFaults } from '../platform/observability/row-faults';
import { EventRing } from './event-ring';
import { batchOf, EVERYTHING, type EventBatch, type FeedEvent, frameOf } from './feed-event';

/** Events that are kept for clients that come back: some minutes of an ordinary day, 0.3 MB. */
const KEPT = 1024;

/**
 * Readers that are told in one go, about 2 ms; then others have their turn: MediaMTX waits for its hook in the same
 * process (MediaMTX contract §0.1).
 */
const AT_ONCE = 50;

/** One who is told. */
export interface FeedReader {
  /** The workshop whose events it gets; null: all of them. */
  readonly workshopId: number | null;
  /** Takes events. Must not throw. */
  deliver(batch: EventBatch): void;
}

/** The events whose subject is one pit. */
type PitEventName = 'pit-stream' | 'pit' | 'pit-removed';

/**
 * Tells readers what happens to the pits that they may see. Events of one turn of the event loop go out together, and
 * are serialised once for each audience (a workshop's people, or the operators), however many listen.
 */
export class EventFeed {
  // Another process numbers its events anew: ids of this one mean nothing to it.
  private readonly process = randomBytes(6).toString('base64url').replaceAll('-', '_');
  private readonly ring = new EventRing(KEPT);
  private readonly audiences = new Map<number | null, Set<FeedReader>>();
  private readonly snapshots = new Map<number | null, FeedEvent>();
  private gathered: FeedEvent[] = [];
  /** What is still to be told, and to whom: in the order in which it happened. */
  private outbox: { readonly batch: EventBatch; readonly readers: FeedReader[] }[] = [];
  private isDue = false;
  private sequence = 0;

  /** @param read What the people of a workshop (null: the operators) may see now. */
  constructor(
    private readonly read: (workshopId: number | null) => SnapshotEvent,
    private readonly faults: Pick<RowFaults, 'isolate'>,
  ) {}

  /** Tells what happened to a pit, in this turn of the event loop. */
  publish<Name extends PitEventName>(name: Name, data: LiveEvents[Name]): void {
    const event = this.eventOf(name, data);
    this.snapshots.clear();
    this.ring.add(event);
    this.gathered.push(event);
    this.soon();
  }

  /** Tells everybody everything: changes may have been missed. */
  restart(): void {
    this.flush();
    this.sequence += 1;
    this.ring.clear(this.sequence);
    this.snapshots.clear();
    for (const [workshopId, readers] of this.audiences) {
      this.send(batchOf([this.snapshotFor(workshopId)]), readers);
    }
  }

  /**
   * Adds a reader and tells it what it does not know yet: what came after `lastEventId`, or all when that is not known.
   * @returns a function that takes it away again.
   */
  join(reader: FeedReader, lastEventId: string | undefined): () => void {
    this.flush();
    const { workshopId } = reader;
    const readers = this.audiences.get(workshopId) ?? new Set();
    this.audiences.set(workshopId, readers.add(reader));
    const missed = this.since(lastEventId)?.filter((event) => isFor(event, workshopId));
    if (!missed) reader.deliver(batchOf([this.snapshotFor(workshopId)]));
    else if (missed.length > 0) reader.deliver(batchOf(missed));
    return () => {
      readers.delete(reader);
      if (readers.size === 0 && this.audiences.get(workshopId) === readers) this.audiences.delete(workshopId);
    };
  }

  /** Puts what was gathered on its way. */
  private flush(): void {
    const events = this.gathered;
    if (events.length === 0) return;
    this.gathered = [];
    for (const [workshopId, readers] of this.audiences) {
      const theirs = events.filter((event) => isFor(event, workshopId));
      if (theirs.length === 0) continue;
      this.send(batchOf(theirs), readers);
    }
  }

  /** To those who read now: whoever joins later has been told already. */
  private send(batch: EventBatch, readers: Iterable<FeedReader>): void {
    this.outbox.push({ batch, readers: [...readers] });
    this.soon();
  }

  private soon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => this.work());
  }

  /** One turn. What happens while readers are still being told waits, and goes out together. */
  private work(): void {
    this.isDue = false;
    if (this.outbox.length === 0) this.flush();
    this.deliverSome();
    if (this.outbox.length + this.gathered.length > 0) this.soon();
  }

  private deliverSome(): void {
    for (let told = 0; told < AT_ONCE;) {
      const next = this.outbox[0];
      if (!next) return;
      const some = next.readers.splice(0, AT_ONCE - told);
      for (const reader of some)
        this.faults.isolate('live-events', 'a reader', () => reader.deliver(next.batch));
      told += some.length;
      if (next.readers.length === 0) this.outbox.shift();
    }
  }

  private since(lastEventId: string | undefined): readonly FeedEvent[] | null {
    const [process, sequence] = (lastEventId ?? '').split('-');
    if (process !== this.process || !/^\d{1,15}$/.test(sequence ?? '')) return null;
    return Number(sequence) > this.sequence ? null : this.ring.since(Number(sequence));
  }

  private eventOf<Name extends PitEventName>(name: Name, data: LiveEvents[Name]): FeedEvent {
    this.sequence += 1;
    return {
      sequence: this.sequence,
      subject: `${name === 'pit-stream' ? 'stream' : 'pit'} ${data.pit_id}`,
      workshopId: data.workshop_id,
      frame: frameOf(name, data, this.idOf(this.sequence)),
    };
  }

  private snapshotFor(workshopId: number | null): FeedEvent {
    const known = this.snapshots.get(workshopId);
    if (known) return known;
    const frame = frameOf('snapshot', this.read(workshopId), this.idOf(this.sequence));
    const event = { sequence: this.sequence, subject: EVERYTHING, workshopId: null, frame };
    this.snapshots.set(workshopId, event);
    return event;
  }

  private idOf(sequence: number): string {
    return `${this.process}-${sequence}`;
  }
}

function isFor(event: FeedEvent, workshopId: number | null): boolean {
  return workshopId === null || event.workshopId === workshopId;
}
