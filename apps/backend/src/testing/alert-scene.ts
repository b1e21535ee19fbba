import { waitFor } from '@ppf/testing';
import type { AlertDelivery, AlertEvent, CreatedAlertChannel } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { OutageWatcher } from '../alerts/outages/outage-watcher';
import { OutboxDispatcher } from '../alerts/outbox/outbox-dispatcher';
import { Clock } from '../platform/clock';
import { confirmationToken, MailServer } from './mail-server';
import { ObservedPits } from './observed-pits';
import { type BackendUnderTest, startBackend } from './start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from './two-workshops';
import { WebhookReceiver } from './webhook-receiver';
import { deleteRows } from './delete-rows';

/** The scene's time before each test, in milliseconds. */
export const SCENE_START = Date.parse('2026-01-10T10:00:00Z');

const TABLES = [
  'stream_period',
  'stream_observation',
  'alert_channel',
  'alert_recipient',
  'alert_request',
  'maintenance_window',
];

/** Two backends on one database, a webhook receiver, a mail server and a clock, for tests of alerts. */
export class AlertScene {
  /** The time of both backends, in milliseconds. */
  now = SCENE_START;
  mail: MailServer;
  receiver: WebhookReceiver;
  backends: BackendUnderTest[] = [];
  backend: BackendUnderTest;
  workshops: TwoWorkshops;
  observed: ObservedPits;

  /** Starts servers and backends. */
  async start(): Promise<void> {
    this.receiver = await new WebhookReceiver().start();
    this.mail = await new MailServer().start();
    const settings = { SMTP_URL: this.mail.url(), ALERT_FROM: 'PPF <alerts@ppf.example>' };
    this.backend = await startBackend(settings);
    const other = await startBackend({ ...settings, DATABASE_URL: this.backend.databaseUrl });
    this.backends = [other, this.backend];
    this.workshops = await makeTwoWorkshops(this.backend);
    for (const { app } of this.backends)
      jest.spyOn(app.get(Clock), 'now').mockImplementation(() => new Date(this.now));
  }

  /** Stops them. */
  async stop(): Promise<void> {
    await this.receiver.stop();
    for (const each of this.backends) await each.stop();
    await this.mail.stop();
  }

  /** Prepares a test. */
  reset(): void {
    this.now = SCENE_START;
    this.receiver.answer = { status: 204 };
    this.receiver.received.length = 0;
    this.mail.received.length = 0;
    this.observed = new ObservedPits(this.backend);
  }

  /** Removes the rows of a test. */
  async clear(): Promise<void> {
    await this.observed.end();
    await deleteRows(this.backend.database, TABLES);
  }

  /** Sends a request as the owner of the first workshop. */
  async api<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> {
    const url = `/api/v1/workshops/${this.workshops.ours}/${path}`;
    return (await this.backend.send({ method, url, ...(body ? { body } : {}), as: this.workshops.owner }))
      .body;
  }

  /** Creates a webhook channel for the receiver. */
  webhook(change: object = {}): Promise<CreatedAlertChannel> {
    return this.api<CreatedAlertChannel>('POST', 'alert-channels', {
      kind: 'webhook',
      name: 'Billing',
      url: this.receiver.url,
      ...change,
    });
  }

  /** Creates an email channel with confirmed recipients. */
  async email(recipients = ['anna@shop.example', 'ben@shop.example']): Promise<CreatedAlertChannel> {
    const body = { kind: 'email', name: 'Owners', recipients, time_zone: 'Europe/Berlin' };
    const created = await this.api<CreatedAlertChannel>('POST', 'alert-channels', body);
    await waitFor(() => Promise.resolve(this.mail.received.length === recipients.length));
    for (const each of this.mail.received.splice(0))
      await this.backend.send({
        method: 'POST',
        url: '/api/v1/alert-recipients/confirmation',
        body: { token: confirmationToken(each) },
      });
    return created;
  }

  /** Lists the deliveries, oldest first. */
  async deliveries(): Promise<AlertDelivery[]> {
    return (await this.api<{ items: AlertDelivery[] }>('GET', 'alert-deliveries')).items.toReversed();
  }

  /** Keeps the streams of some pits in a state for a while, and then checks for outages. */
  async pass(seconds: number, state: 'up' | 'offline', pits = [1]): Promise<void> {
    const paths = pits.map((pit) => pathOf(this.workshops.ours, pit));
    this.observed.see(paths, state, this.now);
    this.now += seconds * 1000;
    await this.check();
  }

  /** Checks for outages on all backends in parallel, and waits until due messages are sent. */
  async check(): Promise<void> {
    await this.observed.write(this.now);
    await Promise.all(this.backends.map(({ app }) => app.get(OutageWatcher).checkAll()));
    await this.settled();
  }

  /** Dispatches due messages and waits until none is due or in flight. */
  async settled(): Promise<void> {
    await Promise.all(this.backends.map(({ app }) => app.get(OutboxDispatcher).dispatch()));
    await waitFor(async () => {
      const [row] = await this.backend.database.query<{ n: string }[]>(
        `SELECT count(*) AS n FROM alert_delivery WHERE state = 'waiting' AND (next_attempt_at <= $1 OR claimed_until > $1)`,
        [new Date(this.now)],
      );
      return row?.n === '0';
    });
  }

  /** The types of the events that the receiver got. */
  eventTypes(): string[] {
    return this.receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).type);
  }
}
