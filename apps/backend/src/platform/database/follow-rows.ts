import { Logger } from '@nestjs/common';
import type { NotifyChannel, NotifyPayload } from './notify-channels';
import { NotifyListener } from './notify-listener';

/** How rows are followed. Both may fail: they are called again. */
export interface RowsFollowed<Channel extends NotifyChannel> {
  /** What the log calls them. */
  readonly name: string;
  readonly channel: Channel;
  /** Reads all of them anew. */
  readAll(): Promise<void>;
  /** Reads those that were told of. */
  readChanged(payloads: readonly NotifyPayload<Channel>[]): Promise<void>;
}

/** Milliseconds before reading again after the database failed. */
const RETRY_MS = 1000;
/** Notifications read together. */
const AT_ONCE = 500;

/**
 * Keeps something in memory equal to rows of the database: all are read at the start, and again when notifications may
 * have been missed, and those that PostgreSQL notifies of one by one. One reading at a time.
 */
export class FollowRows<Channel extends NotifyChannel> {
  private readonly logger = new Logger(FollowRows.name);
  private told: NotifyPayload<Channel>[] = [];
  private reload = true;
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly notifications: NotifyListener,
    private readonly rows: RowsFollowed<Channel>,
  ) {}

  /** Whether what is in memory is what the rows are: all notifications have arrived, and what they named was read. */
  get isCurrent(): boolean {
    return (
      !this.reload && this.told.length === 0 && this.working === undefined && this.notifications.isConnected
    );
  }

  /** Listens first and reads then, so that nothing falls between. */
  async start(): Promise<void> {
    await this.notifications.listen(this.rows.channel, {
      onNotify: (payload) => {
        this.told.push(payload);
        void this.wake();
      },
      onReconnect: () => this.readAgain(),
    });
    this.reload = true;
    await this.wake();
  }

  /** Reads all of them once more. */
  readAgain(): void {
    this.reload = true;
    void this.wake();
  }

  async stop(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  private wake(): Promise<void> {
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  private async work(): Promise<void> {
    while (!this.closed && (this.reload || this.told.length > 0)) {
      const all = this.reload;
      const payloads = all ? this.told.splice(0) : this.told.splice(0, AT_ONCE);
      this.reload = false;
      try {
        await (all ? this.rows.readAll() : this.rows.readChanged(payloads));
      } catch (cause) {
        if (this.closed) return;
        this.reload = true;
        this.logger.error(`The ${this.rows.name} could not be read; trying again.`, cause);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
