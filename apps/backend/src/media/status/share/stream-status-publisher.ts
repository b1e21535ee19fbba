import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { randomBytes } from 'node:crypto';
import { type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../../../media-servers';
import { notify } from '../../../platform/database/notify';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { readStreamMessage, writeStreamMessages } from './stream-message';
import { StatusReporters } from './status-reporters';

/** Milliseconds between two signs that this backend is still there. */
const BEAT_EVERY_MS = 2000;

/**
 * Passes on to the other backends on the same database what this one sees of streams, and learns what they see. Nothing
 * is stored: one that is new, or that may have missed something, asks, and whoever sees streams tells all of them.
 */
@Injectable()
export class StreamStatusPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(StreamStatusPublisher.name);
  private readonly id = randomBytes(9).toString('base64url');
  private readonly tellers = new StatusReporters();
  /** The streams that this backend sees by itself. */
  private readonly own = new Set<string>();
  /** Those to tell of. */
  private readonly due = new Set<string>();
  private isAsking = true;
  private isSoon = false;
  private sending: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private following: Subscription | undefined;

  constructor(
    private readonly board: StreamStatusStore,
    private readonly notifications: NotifyListener,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    this.following = this.board.reports.subscribe((path) => this.tell(path));
    this.timer = setInterval(() => this.beat(), BEAT_EVERY_MS);
    await this.notifications.listen('pit_streams', {
      onNotify: (payload) => this.hear(payload),
      onReconnect: () => this.askAnew(),
    });
    this.soon();
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.following?.unsubscribe();
    clearInterval(this.timer);
    await this.sending;
  }

  private tell(path: string): void {
    this.tellers.forget(path);
    if (this.board.has(path)) this.own.add(path);
    else this.own.delete(path);
    this.due.add(path);
    this.soon();
  }

  private hear(payload: string): void {
    const message = readStreamMessage(payload);
    if (!message || message.from === this.id) return;
    this.tellers.heard(message.from, performance.now());
    for (const [path, stream] of Object.entries(message.streams)) {
      // Whoever tells last sees it: another backend leads now.
      this.own.delete(path);
      if (stream) this.tellers.told(path, message.from);
      else this.tellers.forget(path);
      this.board.applyRemote(path, stream);
    }
    if (message.asks) this.tellAll();
  }

  /** What was told meanwhile did not arrive, neither there nor here. */
  private askAnew(): void {
    this.isAsking = true;
    this.tellAll();
    this.soon();
  }

  private tellAll(): void {
    for (const path of this.own) this.due.add(path);
    if (this.due.size > 0) this.soon();
  }

  private beat(): void {
    for (const path of this.tellers.takeSilent(performance.now()))
      this.board.applyRemote(path, UNKNOWN_STREAM);
    if (this.own.size > 0 || this.due.size > 0 || this.isAsking) this.soon();
  }

  /** What happens in one turn of the event loop goes out together, and what happens while it does, after that. */
  private soon(): void {
    if (this.isSoon || this.sending) return;
    this.isSoon = true;
    setImmediate(() => {
      this.isSoon = false;
      this.sending = this.send().then((isMore) => {
        this.sending = undefined;
        if (isMore) this.soon();
      });
    });
  }

  /** @returns whether there is more to tell; what could not be told is told with the next beat. */
  private async send(): Promise<boolean> {
    const paths = [...this.due];
    const asks = this.isAsking;
    const streams = new Map(paths.map((path) => [path, this.known(path)]));
    this.due.clear();
    this.isAsking = false;
    try {
      await notify(this.database, 'pit_streams', ...writeStreamMessages(this.id, streams, asks));
      return this.due.size > 0 || this.isAsking;
    } catch (failure) {
      for (const path of paths) this.due.add(path);
      this.isAsking ||= asks;
      this.logger.debug(`The other backends cannot be told of streams. ${String(failure)}`);
      return false;
    }
  }

  private known(path: string): PitStream | null {
    return this.board.has(path) ? this.board.of(path) : null;
  }
}
