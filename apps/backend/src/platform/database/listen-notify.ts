import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { DatabaseConfig } from '../../config/database.config';

/** What a listener is told. Both may be called at any time, also while the other still works. */
export interface NotificationListener {
  /** Something was notified on the channel. */
  notified(payload: string): void;
  /** Notifications may have been missed: load anew. Called after every new connection but the first. */
  reconnected(): void;
}

/** Milliseconds before the first, and at most between two, tries to connect again. */
const RETRY = { firstMs: 100, mostMs: 5000 };
/** A connection that was cut silently (a router, a suspended host) is found by a query each second. */
const HEARTBEAT_MS = 1000;
/** Milliseconds without an answer after which the connection is given up. */
const ANSWER_TIMEOUT_MS = 5000;
/** Milliseconds since the last answer up to which notifications are taken to arrive. */
const FRESH_MS = 2 * HEARTBEAT_MS;

/** PostgreSQL LISTEN on a connection of its own, which comes back by itself. */
@Injectable()
export class ListenNotify implements OnModuleDestroy {
  private readonly logger = new Logger(ListenNotify.name);
  private readonly listeners = new Map<string, NotificationListener[]>();
  private connection: Promise<Client> | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private closed = false;
  /** When the connection last answered, on the monotonic clock; -Infinity while there is none. */
  private answeredAt = -Infinity;

  constructor(private readonly config: DatabaseConfig) {}

  /** Whether the connection has answered within the last two seconds: until then no notification can have been missed. */
  get isConnected(): boolean {
    return performance.now() - this.answeredAt < FRESH_MS;
  }

  /** Listens; resolves when notifications arrive from now on. Load what you index **after** that. */
  async listen(channel: string, listener: NotificationListener): Promise<void> {
    const known = this.listeners.get(channel);
    this.listeners.set(channel, [...(known ?? []), listener]);
    const fresh = this.connection === undefined;
    this.connection ??= this.connect();
    const client = await this.connection;
    if (!known && !fresh) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.heartbeat);
    const client = await this.connection?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.config.url,
      application_name: 'ppf-backend-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    // While it is being opened, a failure rejects what is awaited; the event would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener.notified(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of this.listeners.keys())
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
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      this.answeredAt = -Infinity;
      void this.reconnect(client);
    };
    client.on('error', lose).on('end', lose);
    clearInterval(this.heartbeat);
    const beat = () =>
      client.query('SELECT 1').then(() => {
        if (!lost) this.answeredAt = performance.now();
      }, lose);
    this.heartbeat = setInterval(() => void beat(), HEARTBEAT_MS).unref();
  }

  private async reconnect(dead: Client): Promise<void> {
    clearInterval(this.heartbeat);
    dead.end().catch(() => undefined);
    if (this.closed) return;
    this.logger.warn('The connection for notifications was lost; connecting again.');
    this.connection = this.connectPatiently();
    await this.connection.catch(() => undefined);
    if (this.closed) return;
    this.logger.log('Notifications arrive again.');
    for (const listener of [...this.listeners.values()].flat()) listener.reconnected();
  }

  private async connectPatiently(): Promise<Client> {
    for (let wait = RETRY.firstMs; ; wait = Math.min(wait * 2, RETRY.mostMs)) {
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
      if (this.closed) throw new Error('closed');
      try {
        return await this.connect();
      } catch {
        // The database is still away: the next try follows, and the loss has been logged.
      }
    }
  }
}
