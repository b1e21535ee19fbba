import type { EndedReason } from '@ppf/contracts';
import type { ServerResponse } from 'node:http';
import { PeriodicTask } from '../platform/scheduling/periodic-task';
import type { FeedAudience, FeedReader } from './event-feed';
import { type EventBatch, frameOf } from './feed-event';
import { UnsentEvents } from './unsent-events';

/** A comment, which clients ignore (WHATWG HTML §9.2.5). */
const COMMENT = Buffer.from(':\n\n');
/** Milliseconds a client has to receive the rest after the end of its stream; then the connection is closed. */
const FLUSH_DEADLINE_MS = 2000;
/** Longest delay of setTimeout, milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Options of an event stream. */
export interface EventStreamOptions extends FeedAudience {
  /** Milliseconds until the access token expires. */
  readonly endsInMs: number;
  readonly heartbeatMs: number;
}

/**
 * The connection of one client. Writes while the socket accepts data. When it does not, keeps the newest event of each
 * subject until it does, so that no buffer grows with time.
 */
export class EventStream implements FeedReader {
  readonly workshopId: number | null;
  readonly pitIds: ReadonlySet<number> | null;
  private readonly unsent = new UnsentEvents();
  private readonly heartbeat: PeriodicTask;
  private readonly end: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    { workshopId, pitIds, endsInMs, heartbeatMs }: EventStreamOptions,
  ) {
    this.workshopId = workshopId;
    this.pitIds = pitIds;
    // A client that reconnects and has missed nothing learns by it that it is connected.
    response.write(COMMENT);
    response.on('drain', () => this.sendUnsent());
    this.heartbeat = new PeriodicTask({
      intervalMs: heartbeatMs,
      firstDelayMs: heartbeatMs,
      run: () => void (this.isBlocked || response.write(COMMENT)),
      report: { failed: () => undefined },
    });
    this.heartbeat.start();
    this.end = setTimeout(() => this.close('access-ended'), Math.min(endsInMs, MAX_TIMEOUT_MS));
    response.once('close', () => this.stop());
  }

  /** Number of events that wait for the client. */
  get waiting(): number {
    return this.unsent.size;
  }

  /** Sends events, or keeps the newest of each subject for later. */
  deliver(batch: EventBatch): void {
    // The client may have disconnected between an event and its delivery.
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.isBlocked) for (const event of batch.events) this.unsent.put(event);
    else this.response.write(batch.bytes);
  }

  /** Ends the stream once. @param reason Sent to the client, which then decides whether to reconnect. */
  close(reason?: EndedReason): void {
    if (this.response.writableEnded) return;
    this.stop();
    if (reason === undefined) this.response.end();
    else this.response.end(frameOf('ended', { reason }, null));
    const closing = setTimeout(() => this.response.destroy(), FLUSH_DEADLINE_MS).unref();
    this.response.once('close', () => clearTimeout(closing));
  }

  private get isBlocked(): boolean {
    return this.response.writableNeedDrain;
  }

  private sendUnsent(): void {
    while (this.unsent.size > 0 && !this.isBlocked && !this.response.writableEnded)
      this.response.write(this.unsent.take().bytes);
  }

  private stop(): void {
    void this.heartbeat.stop();
    clearTimeout(this.end);
  }
}
