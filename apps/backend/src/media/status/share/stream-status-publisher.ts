import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { randomBytes } from 'node:crypto';
import { type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../../../media-servers';
import { notify } from '../../../platform/database/notify';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
import { StatusReporters } from './status-reporters';
import { formatStreamMessages, parseStreamMessage } from './stream-message';

/** Milliseconds between two messages of a backend that polls streams, with or without changes. */
const HEARTBEAT_INTERVAL_MS = 2000;

/**
 * Publishes the stream status that this backend polls to the other backends on the same database, and stores the status
 * that they publish. Nothing is written to tables: a backend that starts, or that may have missed a message, requests
 * the status, and every backend that polls streams publishes all of it.
 */
@Injectable()
export class StreamStatusPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(StreamStatusPublisher.name);
  private readonly id = randomBytes(9).toString('base64url');
  private readonly reporters = new StatusReporters();
  /** Paths that this backend polls. */
  private readonly own = new Set<string>();
  /** Paths whose status is to be published. */
  private readonly pending = new Set<string>();
  private isRequestPending = true;
  private readonly publishing = new PeriodicTask({
    intervalMs: HEARTBEAT_INTERVAL_MS,
    run: () => this.publish(),
    // The pending status is published with the next heartbeat.
    report: {
      failed: (failure) => this.logger.debug(`The stream status cannot be published. ${String(failure)}`),
    },
  });
  private reports: Subscription | undefined;

  constructor(
    private readonly store: StreamStatusStore,
    private readonly notifications: NotifyListener,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Starts publishing, and requests the status from the other backends. */
  async onApplicationBootstrap(): Promise<void> {
    this.reports = this.store.reports.subscribe((path) => this.onReport(path));
    await this.notifications.listen('pit_streams', {
      onNotify: (payload) => this.onMessage(payload),
      onReconnect: () => this.onReconnect(),
    });
    this.publishing.start();
  }

  /** Stops publishing. */
  async onModuleDestroy(): Promise<void> {
    this.reports?.unsubscribe();
    await this.publishing.stop();
  }

  private onReport(path: string): void {
    this.reporters.remove(path);
    if (this.store.has(path)) this.own.add(path);
    else this.own.delete(path);
    this.pending.add(path);
    this.publishing.runSoon();
  }

  private onMessage(payload: string): void {
    const message = parseStreamMessage(payload, this.id);
    if (!message) return;
    this.reporters.recordMessage(message.from, performance.now());
    for (const [path, stream] of Object.entries(message.streams)) {
      // The sender polls the path now, because it leads the media server.
      this.own.delete(path);
      if (stream) this.reporters.set(path, message.from);
      else this.reporters.remove(path);
      this.store.applyRemote(path, stream);
    }
    if (message.isRequest) this.publishAll();
  }

  /** Messages in both directions may have been lost. */
  private onReconnect(): void {
    this.isRequestPending = true;
    this.publishAll();
  }

  private publishAll(): void {
    for (const path of this.own) this.pending.add(path);
    if (this.pending.size > 0 || this.isRequestPending) this.publishing.runSoon();
  }

  /** Publishes the pending status. Changes of one turn of the event loop go out together. */
  private async publish(): Promise<void> {
    for (const path of this.reporters.takeExpired(performance.now()))
      this.store.applyRemote(path, UNKNOWN_STREAM);
    const paths = [...this.pending];
    const isRequest = this.isRequestPending;
    if (this.own.size === 0 && paths.length === 0 && !isRequest) return;
    this.pending.clear();
    this.isRequestPending = false;
    const streams = new Map(paths.map((path) => [path, this.statusOf(path)]));
    try {
      await notify(this.database, 'pit_streams', ...formatStreamMessages(this.id, streams, isRequest));
    } catch (failure) {
      for (const path of paths) this.pending.add(path);
      this.isRequestPending ||= isRequest;
      throw failure;
    }
  }

  private statusOf(path: string): PitStream | null {
    return this.store.has(path) ? this.store.of(path) : null;
  }
}
