import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { DatabaseConfig } from '../../config/database.config';
import { delay } from '../scheduling/delay';
import { PeriodicTask } from '../scheduling/periodic-task';
import { codecOf, type NotifyChannel, type NotifyPayload } from './notify-channels';

/** Receives the notifications of a channel. Both may be called at any time, also during earlier calls. */
export interface NotifyHandler<Channel extends NotifyChannel> {
  /** A notification arrived. */
  onNotify(payload: NotifyPayload<Channel>): void;
  /** Notifications may have been missed: load everything again. Called after every new connection but the first. */
  onReconnect?(): void;
}

interface Subscription {
  onText(text: string): void;
  onReconnect(): void;
}

/** Milliseconds before the first, and at most between two, attempts to connect again. */
const RECONNECT_DELAY = { firstMs: 100, maxMs: 5000 };
/** Milliseconds between two checks of the connection: one that was cut silently (a router, a suspended host) is found by a query. */
const HEARTBEAT_INTERVAL_MS = 1000;
/** Milliseconds without a response after which the connection is closed. */
const ANSWER_TIMEOUT_MS = 5000;
/** Milliseconds since the last response for which the connection counts as working. */
const FRESH_MS = 2 * HEARTBEAT_INTERVAL_MS;

/** PostgreSQL's LISTEN on a dedicated connection, which reconnects by itself. Send with `notify`. */
@Injectable()
export class NotifyListener implements OnModuleDestroy {
  private readonly logger = new Logger(NotifyListener.name);
  private readonly subscriptions = new Map<NotifyChannel, Subscription[]>();
  private readonly ending = new AbortController();
  private connection: Promise<Client> | undefined;
  private heartbeat: PeriodicTask | undefined;
  /** When the connection last answered, on the monotonic clock; -Infinity while there is none. */
  private answeredAt = -Infinity;

  constructor(private readonly config: DatabaseConfig) {}

  /** Whether the connection has answered within the last two seconds: until then no notification can have been missed. */
  get isConnected(): boolean {
    return performance.now() - this.answeredAt < FRESH_MS;
  }

  /**
   * Subscribes to a channel.
   * @returns when notifications arrive from now on. Load what depends on them **after** that, so that no change falls
   * between.
   */
  async listen<Channel extends NotifyChannel>(
    channel: Channel,
    handler: NotifyHandler<Channel>,
  ): Promise<void> {
    const known = this.subscriptions.get(channel);
    this.subscriptions.set(channel, [...(known ?? []), this.subscriptionOf(channel, handler)]);
    const isFirst = this.connection === undefined;
    this.connection ??= this.connect();
    const client = await this.connection;
    if (!known && !isFirst) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  }

  /** Nest lifecycle hook: stops this component. */
  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    void this.heartbeat?.stop();
    const client = await this.connection?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  private subscriptionOf<Channel extends NotifyChannel>(
    channel: Channel,
    handler: NotifyHandler<Channel>,
  ): Subscription {
    const { parse } = codecOf(channel);
    return {
      onText: (text) => {
        const payload = parse(text);
        if (payload === undefined) this.logger.warn(`A notification on ${channel} cannot be parsed.`);
        else handler.onNotify(payload);
      },
      onReconnect: () => handler.onReconnect?.(),
    };
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.config.url,
      application_name: 'ppf-backend-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    // While the connection is being opened, a failure rejects `connect`; without a listener the event would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload = '' }) => {
      for (const each of this.subscriptions.get(channel as NotifyChannel) ?? []) each.onText(payload);
    });
    try {
      await client.connect();
      for (const channel of this.subscriptions.keys())
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.watch(client);
    this.answeredAt = performance.now();
    return client;
  }

  private watch(client: Client): void {
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      void heartbeat.stop();
      this.answeredAt = -Infinity;
      void this.reconnect(client);
    };
    client.on('error', lose).on('end', lose);
    const heartbeat = new PeriodicTask({
      intervalMs: HEARTBEAT_INTERVAL_MS,
      firstDelayMs: HEARTBEAT_INTERVAL_MS,
      run: async () => {
        await client.query('SELECT 1');
        if (!isLost) this.answeredAt = performance.now();
      },
      report: { failed: lose },
    });
    this.heartbeat = heartbeat;
    heartbeat.start();
  }

  private async reconnect(lost: Client): Promise<void> {
    lost.end().catch(() => undefined);
    if (this.ending.signal.aborted) return;
    this.logger.warn('The connection for notifications was lost; connecting again.');
    this.connection = this.connectWithBackoff();
    await this.connection.catch(() => undefined);
    if (this.ending.signal.aborted) return;
    this.logger.log('Notifications arrive again.');
    for (const each of [...this.subscriptions.values()].flat()) each.onReconnect();
  }

  private async connectWithBackoff(): Promise<Client> {
    for (let waitMs = RECONNECT_DELAY.firstMs; ; waitMs = Math.min(waitMs * 2, RECONNECT_DELAY.maxMs)) {
      await delay(waitMs * (0.5 + Math.random() / 2), this.ending.signal);
      if (this.ending.signal.aborted) throw new Error('The backend is shutting down.');
      try {
        return await this.connect();
      } catch {
        // The database is still unavailable. The loss has been logged; the next attempt follows.
      }
    }
  }
}
