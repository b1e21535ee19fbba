import type { LiveEvents, SnapshotEvent } from '@ppf/contracts';
import { randomBytes } from 'node:crypto';
import type { RowFaults } from '../platform/observability/row-faults';
import { EventRing } from './event-ring';
import { batchOf, EVERYTHING, type EventBatch, type FeedEvent, frameOf } from './feed-event';

/** Events that are kept for clients that reconnect: some minutes of a usual day, 0.3 MB. */
const MAX_KEPT_EVENTS = 1024;

/** Readers that get a batch in one turn of the event loop, about 2 ms, so that requests are not delayed. */
const READERS_PER_TURN = 50;

/** Who receives the same events. */
export interface FeedAudience {
  /** The workshop whose events it receives; null: all workshops. */
  readonly workshopId: number | null;
  /** The pits whose events it receives; null: all pits. */
  readonly pitIds: ReadonlySet<number> | null;
}

/** A receiver of events. */
export interface FeedReader extends FeedAudience {
  /** Receives events. Must not throw. */
  deliver(batch: EventBatch): void;
}

/** The events whose subject is one pit. */
type PitEventName = 'pit-stream' | 'pit' | 'pit-removed';

/**
 * Sends events to the readers that may see the pit. Events of one turn of the event loop are sent together, and
 * serialized once per audience (the members of a workshop with the same pits, or the operators), however many readers it
 * has.
 */
export class EventFeed {
  // Every process numbers its own events: an id of another process is unknown here.
  private readonly process = randomBytes(6).toString('base64url').replaceAll('-', '_');
  private readonly ring = new EventRing(MAX_KEPT_EVENTS);
  private readonly audiences = new Map<
    string,
    { readonly of: FeedAudience; readonly readers: Set<FeedReader> }
  >();
  private readonly snapshots = new Map<string, FeedEvent>();
  private pending: FeedEvent[] = [];
  /** Batches that wait for delivery, with their readers, in order. */
  private outbox: { readonly batch: EventBatch; readonly readers: FeedReader[] }[] = [];
  private isScheduled = false;
  private sequence = 0;

  /** @param read The current snapshot for an audience. */
  constructor(
    private readonly read: (audience: FeedAudience) => SnapshotEvent,
    private readonly faults: Pick<RowFaults, 'isolate'>,
  ) {}

  /** Publishes an event of a pit; delivered in the next turn of the event loop. */
  publish<Name extends PitEventName>(name: Name, data: LiveEvents[Name]): void {
    const event = this.eventOf(name, data);
    this.snapshots.clear();
    this.ring.add(event);
    this.pending.push(event);
    this.schedule();
  }

  /** Sends a snapshot to every reader: changes may have been missed. */
  restart(): void {
    this.flush();
    this.sequence += 1;
    this.ring.clear(this.sequence);
    this.snapshots.clear();
    for (const { of, readers } of this.audiences.values())
      this.send(batchOf([this.snapshotFor(of)]), readers);
  }

  /**
   * Adds a reader and sends it the events after `lastEventId`, or a snapshot when that id is unknown.
   * @returns A function that removes the reader.
   */
  join(reader: FeedReader, lastEventId: string | undefined): () => void {
    this.flush();
    const key = keyOf(reader);
    const audience = this.audiences.get(key) ?? { of: reader, readers: new Set<FeedReader>() };
    audience.readers.add(reader);
    this.audiences.set(key, audience);
    const missed = this.since(lastEventId)?.filter((event) => isFor(event, reader));
    if (!missed) reader.deliver(batchOf([this.snapshotFor(reader)]));
    else if (missed.length > 0) reader.deliver(batchOf(missed));
    return () => {
      audience.readers.delete(reader);
      if (audience.readers.size === 0 && this.audiences.get(key) === audience) this.audiences.delete(key);
    };
  }

  /** Moves pending events to the outbox. */
  private flush(): void {
    const events = this.pending;
    if (events.length === 0) return;
    this.pending = [];
    for (const { of, readers } of this.audiences.values()) {
      const visible = events.filter((event) => isFor(event, of));
      if (visible.length > 0) this.send(batchOf(visible), readers);
    }
  }

  /** For the current readers only: a reader that joins later has already received the events. */
  private send(batch: EventBatch, readers: Iterable<FeedReader>): void {
    this.outbox.push({ batch, readers: [...readers] });
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.deliver());
  }

  /** One turn. Events during an unfinished delivery wait and are sent together. */
  private deliver(): void {
    this.isScheduled = false;
    if (this.outbox.length === 0) this.flush();
    this.deliverSome();
    if (this.outbox.length + this.pending.length > 0) this.schedule();
  }

  private deliverSome(): void {
    for (let delivered = 0; delivered < READERS_PER_TURN;) {
      const next = this.outbox[0];
      if (!next) return;
      const some = next.readers.splice(0, READERS_PER_TURN - delivered);
      for (const reader of some)
        this.faults.isolate('live-events', 'a reader', () => reader.deliver(next.batch));
      delivered += some.length;
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
      pitId: data.pit_id,
      frame: frameOf(name, data, this.idOf(this.sequence)),
    };
  }

  private snapshotFor(audience: FeedAudience): FeedEvent {
    const key = keyOf(audience);
    const known = this.snapshots.get(key);
    if (known) return known;
    const frame = frameOf('snapshot', this.read(audience), this.idOf(this.sequence));
    const event = { sequence: this.sequence, subject: EVERYTHING, workshopId: null, pitId: null, frame };
    this.snapshots.set(key, event);
    return event;
  }

  private idOf(sequence: number): string {
    return `${this.process}-${sequence}`;
  }
}

function isFor(event: FeedEvent, { workshopId, pitIds }: FeedAudience): boolean {
  if (workshopId !== null && event.workshopId !== workshopId) return false;
  return pitIds === null || (event.pitId !== null && pitIds.has(event.pitId));
}

function keyOf({ workshopId, pitIds }: FeedAudience): string {
  return `${workshopId ?? '*'} ${pitIds ? [...pitIds].sort((a, b) => a - b).join(',') : '*'}`;
}
