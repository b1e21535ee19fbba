import type { EndedReason } from '@ppf/contracts';
import type { ServerResponse } from 'node:http';
import { PeriodicTask } from '../platform/scheduling/periodic-task';
import type { FeedReader } from './event-feed';
import { type EventBatch, frameOf } from './feed-event';
import { UnsentEvents } from './unsent-events';

/** A line that clients skip (WHATWG HTML §9.2.5). */
const COMMENT = Buffer.from(':\n\n');
/** Milliseconds a client has to take the rest after its stream was ended; then the connection is cut. */
const TAKE_THE_REST_MS = 2000;
/** setTimeout takes no more milliseconds. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What an event stream is told when it begins. */
export interface EventStreamOptions {
  readonly workshopId: number | null;
  /** Milliseconds until the access token ends. */
  readonly endsInMs: number;
  readonly heartbeatMs: number;
}

/**
 * One client's connection. Writes while the socket takes it; when it does not, keeps the newest of each subject until
 * it does again: neither the socket's buffer nor ours grows with time.
 */
export class EventStream implements FeedReader {
  readonly workshopId: number | null;
  private readonly unsent = new UnsentEvents();
  private readonly heartbeat: PeriodicTask;
  private readonly end: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    { workshopId, endsInMs, heartbeatMs }: EventStreamOptions,
  ) {
    this.workshopId = workshopId;
    // Also tells a client that resumes, and has missed nothing, that it is connected.
    response.write(COMMENT);
    response.on('drain', () => this.catchUp());
    this.heartbeat = new PeriodicTask({
      intervalMs: heartbeatMs,
      firstDelayMs: heartbeatMs,
      run: () => void (this.isBlocked || response.write(COMMENT)),
      report: { failed: () => undefined },
    });
    this.heartbeat.start();
    this.end = setTimeout(() => this.close('access-ended'), Math.min(endsInMs, LONGEST_TIMEOUT_MS));
    response.once('close', () => this.stop());
  }

  /** How many events wait for the client. */
  get waiting(): number {
    return this.unsent.size;
  }

  /** Sends events, or keeps the newest of them for later. */
  deliver(batch: EventBatch): void {
    // It may have left between an event and its delivery.
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.isBlocked) for (const event of batch.events) this.unsent.put(event);
    else this.response.write(batch.bytes);
  }

  /** Ends the stream, once; with a reason the client knows what to do. */
  close(reason?: EndedReason): void {
    if (this.response.writableEnded) return;
    this.stop();
    if (reason === undefined) this.response.end();
    else this.response.end(frameOf('ended', { reason }, null));
    const cut = setTimeout(() => this.response.destroy(), TAKE_THE_REST_MS).unref();
    this.response.once('close', () => clearTimeout(cut));
  }

  private get isBlocked(): boolean {
    return this.response.writableNeedDrain;
  }

  private catchUp(): void {
    while (this.unsent.size > 0 && !this.isBlocked && !this.response.writableEnded)
      this.response.write(this.unsent.take().bytes);
  }

  private stop(): void {
    void this.heartbeat.stop();
    clearTimeout(this.end);
  }
}
