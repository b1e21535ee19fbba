import type { AlertDelivery, AlertEvent, CreatedAlertChannel } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Clock } from '../platform/clock';
import { RowFaults } from '../platform/observability/row-faults';
import { until } from '../testing/event-client';
import { confirmationToken, MailServer } from '../testing/mail-server';
import { ObservedPits } from '../testing/observed-pits';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { type ReceivedWebhook, WebhookReceiver } from '../testing/webhook-receiver';
import { OutageWatcher } from './outages/outage-watcher';
import { OutboxDispatcher } from './outbox/outbox-dispatcher';
import { eventually } from '../testing/eventually';

/** Of a camera's, which nobody has vouched for. */
const CERTIFICATE = path.resolve(__dirname, '../../../../libs/camera-probe/src/fixtures/tls-camera.pem');
const BEGIN = Date.parse('2026-01-10T10:00:00Z');
const S = 1000;
const HOUR = 3600 * S;

describe('alerts', () => {
  let mail: MailServer;
  let receiver: WebhookReceiver;
  let backends: BackendUnderTest[];
  let backend: BackendUnderTest;
  let there: TwoWorkshops;
  let observed: ObservedPits;
  let now = BEGIN;

  beforeAll(async () => {
    receiver = await new WebhookReceiver().start();
    mail = await new MailServer().start();
    const settings = { SMTP_URL: mail.url(), ALERT_FROM: 'PPF <alerts@ppf.example>' };
    backend = await startBackend(settings);
    const other = await startBackend({ ...settings, DATABASE_URL: backend.databaseUrl });
    backends = [other, backend];
    there = await makeTwoWorkshops(backend);
    for (const { app } of backends) jest.spyOn(app.get(Clock), 'now').mockImplementation(() => new Date(now));
  }, 40_000);
  afterAll(async () => {
    await receiver.stop();
    for (const each of backends) await each.stop();
    await mail.stop();
  });
  beforeEach(async () => {
    now = BEGIN;
    receiver.answer = { status: 204 };
    receiver.received.length = 0;
    mail.received.length = 0;
    observed = new ObservedPits(backend);
  });
  afterEach(async () => {
    await observed.end();
    await backend.database.query(
      'TRUNCATE stream_period, stream_observation, alert_channel, alert_recipient, alert_request, maintenance_window CASCADE',
    );
  });

  const api = async <T>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> => {
    const url = `/api/v1/workshops/${there.ours}/${path}`;
    return (await backend.send({ method, url, ...(body ? { body } : {}), as: there.owner })).body;
  };
  const webhook = (change: object = {}) =>
    api<CreatedAlertChannel>('POST', 'alert-channels', {
      kind: 'webhook',
      name: 'Billing',
      url: receiver.url,
      ...change,
    });
  /** A channel whose recipients have confirmed. */
  async function email(recipients = ['anna@shop.example', 'ben@shop.example']) {
    const body = { kind: 'email', name: 'Owners', recipients, time_zone: 'Europe/Berlin' };
    const made = await api<CreatedAlertChannel>('POST', 'alert-channels', body);
    await eventually(() => Promise.resolve(mail.received.length === recipients.length));
    for (const each of mail.received.splice(0))
      await backend.send({
        method: 'POST',
        url: '/api/v1/alert-recipients/confirmation',
        body: { token: confirmationToken(each) },
      });
    return made;
  }
  const deliveries = async () =>
    (await api<{ items: AlertDelivery[] }>('GET', 'alert-deliveries')).items.toReversed();
  /** The camera is so for a while; then every backend looks, at once. */
  async function pass(seconds: number, state: 'up' | 'offline', pits = [1]): Promise<void> {
    const paths = pits.map((pit) => pathOf(there.ours, pit));
    observed.see(paths, state, now);
    now += seconds * S;
    await look();
  }
  async function look(): Promise<void> {
    await observed.write(now);
    await Promise.all(backends.map(({ app }) => app.get(OutageWatcher).checkAll()));
    await settled();
  }
  /** Until nothing is under way. */
  async function settled(): Promise<void> {
    await Promise.all(backends.map(({ app }) => app.get(OutboxDispatcher).dispatch()));
    await eventually(async () => {
      const [row] = await backend.database.query<{ n: string }[]>(
        `SELECT count(*) AS n FROM alert_delivery WHERE state = 'waiting' AND (next_attempt_at <= $1 OR claimed_until > $1)`,
        [new Date(now)],
      );
      return row?.n === '0';
    });
  }
  const told = () => receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).type);

  it('tell a program once that a camera is away, and once that it is back, however many backends look', async () => {
    await webhook();
    await pass(300, 'up');
    await pass(59, 'offline');
    expect(told()).toEqual([]);
    await pass(1, 'offline');
    await pass(600, 'offline');
    await pass(59, 'up');
    expect(told()).toEqual(['camera.offline']);
    await pass(1, 'up');
    expect(told()).toEqual(['camera.offline', 'camera.back']);
    const events = receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).data);
    const began_at = '2026-01-10T10:05:00.000Z';
    expect(events).toEqual([
      {
        workshop_id: there.ours,
        workshop_name: 'Ours',
        pit_id: there.ourPit,
        pit_number: 1,
        pit_name: null,
        outage: 'offline',
        began_at,
        ended_at: null,
        interruptions: null,
        dashboard_url: expect.stringMatching(
          /^http:\/\/localhost:3000\/workshops\/\d+\/pits\/\d+$/,
        ) as string,
      },
      expect.objectContaining({ outage: 'offline', began_at, ended_at: '2026-01-10T10:16:00.000Z' }),
    ]);
    expect(await deliveries()).toMatchObject([
      { state: 'delivered', attempts: [{ number: 1, fault: null, status: 204 }], next_attempt_at: null },
      { state: 'delivered', attempts: [{ number: 1 }] },
    ]);
  });

  it('sign what they send as Standard Webhooks says, with both secrets while one is replaced', async () => {
    // By a name, which is looked up once and connected to as it was judged.
    const { channel, secret } = await webhook({ url: receiver.urlAt('localhost') });
    const replaced = await api<{ secret: string }>('POST', `alert-channels/${channel.id}/secret`);
    expect(replaced.secret).not.toBe(secret);
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    const [{ headers, body }] = receiver.received as [ReceivedWebhook];
    const signature = (of: string) => {
      const key = Buffer.from(of.slice('whsec_'.length), 'base64');
      const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    };
    expect(headers['webhook-id']).toMatch(/^msg_[\w-]{22}$/);
    expect(headers['webhook-timestamp']).toBe(String(BEGIN / S));
    expect(headers['webhook-signature']).toBe(`${signature(replaced.secret)} ${signature(secret ?? '')}`);
    now += 24 * HOUR;
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    expect(receiver.received[1]?.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  it('are tried again with the same id and body, later each time, and are given up after a day', async () => {
    const { channel } = await webhook();
    receiver.answer = { status: 500 };
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    const [first] = await deliveries();
    expect(first).toMatchObject({ state: 'waiting', attempts: [{ fault: 'refused-status', status: 500 }] });
    const waits: number[] = [];
    for (let tries = 0; tries < 30; tries += 1) {
      const [{ next_attempt_at: next } = { next_attempt_at: null }] = await deliveries();
      if (next === null) break;
      waits.push(Date.parse(next) - now);
      now = Date.parse(next);
      await settled();
    }
    expect(waits.length).toBeGreaterThan(8);
    expect(waits.every((wait, at) => wait >= 10 * S && wait >= (waits[at - 1] ?? 0) * 0.8)).toBe(true);
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', next_attempt_at: null });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);

    receiver.answer = { status: 200 };
    await api('POST', `alert-deliveries/${first?.id}/retry`);
    await settled();
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered' });
    const sent = receiver.received.length;
    await api('POST', `alert-deliveries/${first?.id}/retry`);
    await settled();
    expect(receiver.received).toHaveLength(sent);
  });

  it('follow no redirection, and disable a channel whose receiver is gone', async () => {
    const { channel } = await webhook();
    receiver.answer = { status: 307, headers: { location: `${receiver.url}/elsewhere` } };
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    expect((await deliveries())[0]?.attempts).toMatchObject([{ fault: 'redirected', status: 307 }]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks/alerts']);
    receiver.answer = { status: 410 };
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', attempts: [{}, { fault: 'gone' }] });
    expect(await api('GET', `alert-channels/${channel.id}`)).toMatchObject({ enabled: false });
    await pass(300, 'offline');
    expect(await deliveries()).toHaveLength(1);
  });

  it('judge where a webhook goes each time, since what a name means changes', async () => {
    const { channel } = await webhook();
    // As somebody would who can write to the database, or whose name moved: the address is the service's own now.
    await backend.database.query('UPDATE alert_channel SET url = $1', ['http://127.0.0.1:3000/']);
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    expect((await deliveries())[0]?.attempts).toMatchObject([{ fault: 'address-refused', status: null }]);
  });

  it('are sent to nobody whose certificate is not good for the address', async () => {
    const pem = readFileSync(CERTIFICATE, 'utf8');
    const impostor = await new WebhookReceiver(pem).start();
    const { channel } = await webhook({ url: impostor.urlAt('localhost') });
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    await impostor.stop();
    expect(impostor.received).toEqual([]);
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting', attempts: [{ fault: 'tls-failed' }] });
  });

  it('are delivered by another backend when the one that claimed them is heard of no more', async () => {
    const { channel } = await webhook();
    receiver.answer = null;
    await api('POST', `alert-channels/${channel.id}/test`);
    await until(() => receiver.received.length === 1);
    receiver.answer = { status: 204 };
    now += 61 * S;
    await backends[0]?.app.get(OutboxDispatcher).dispatch();
    await eventually(async () => (await deliveries())[0]?.state === 'delivered');
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toHaveLength(2);
  });

  it('tell of the pits and after the delay that a channel chose', async () => {
    await webhook({ name: 'Slow', delay_seconds: 600, pit_ids: [there.ourPit] });
    await pass(599, 'offline');
    expect(told()).toEqual([]);
    await pass(1, 'offline');
    expect(told()).toEqual(['camera.offline']);
    await api('PATCH', `alert-channels/${(await deliveries())[0]?.channel_id}`, { enabled: false });
    await pass(300, 'up');
    expect(told()).toHaveLength(1);
  });

  it('are silent in maintenance, and tell afterwards what is still away', async () => {
    await webhook();
    const window = { kind: 'once', reason: 'New lamps', begins_at: '2026-01-10T10:00:00Z' };
    await api('POST', 'maintenance-windows', { ...window, ends_at: '2026-01-10T11:00:00Z' });
    await pass(3000, 'up');
    await pass(600, 'offline');
    await pass(59, 'offline');
    expect(told()).toEqual([]);
    await pass(1, 'offline');
    expect(told()).toEqual(['camera.offline']);
  });

  it('say once that a camera comes and goes, however long it does, and once that it is stable again', async () => {
    await webhook();
    await pass(300, 'up');
    for (let cycle = 0; cycle < 20; cycle += 1) {
      await pass(30, 'up');
      await pass(40, 'offline');
    }
    expect(told()).toEqual(['camera.unstable']);
    await pass(899, 'up');
    expect(told()).toEqual(['camera.unstable']);
    await pass(1, 'up');
    expect(told()).toEqual(['camera.unstable', 'camera.stable']);
    const [unstable, stable] = receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).data);
    expect(unstable).toMatchObject({ interruptions: 5, began_at: '2026-01-10T10:05:30.000Z', outage: null });
    expect(stable).toMatchObject({ interruptions: null, ended_at: new Date(now - 900 * S).toISOString() });
    await pass(59, 'offline');
    expect(told()).toHaveLength(2);
    await pass(1, 'offline');
    expect(told().at(-1)).toBe('camera.offline');
  });

  it('say nothing of what the media server took away, and tell of the camera that stays away after it', async () => {
    await webhook();
    await pass(300, 'up');
    const path = [pathOf(there.ours, 1)];
    observed.see(path, 'unknown', now, 'media-server');
    now += 120 * S;
    await look();
    observed.see(path, 'offline', now, 'media-server');
    now += 60 * S;
    await look();
    expect(told()).toEqual([]);
    observed.see(path, 'offline', now, 'camera');
    now += 59 * S;
    await look();
    expect(told()).toEqual([]);
    now += S;
    await look();
    expect(told()).toEqual(['camera.offline']);
    const [event] = receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).data);
    expect(event?.began_at).toBe(new Date(now - 60 * S).toISOString());
  });

  it('are decided for every workshop, also beside rows that nobody should have been able to write', async () => {
    await webhook();
    await backend.database.query(
      `INSERT INTO alert_channel (uid, workshop_id, kind, name, delay_seconds, recipients)
       VALUES (gen_random_uuid(), $1, 'email', 'Poisoned', 60, '{x@shop.example}')`,
      [there.theirs],
    );
    await backend.database.query(
      `INSERT INTO maintenance_window (workshop_id, kind, days, from_minute, to_minute, time_zone)
       VALUES ($1, 'weekly', '{0,99}', -5, 99999, 'Mars/Olympus'), ($2, 'weekly', '{1}', 0, 60, 'Mars/Olympus')`,
      [there.theirs, there.ours],
    );
    await pass(300, 'up');
    const path = pathOf(there.theirs, 1);
    observed.see([path], 'offline', now);
    await pass(60, 'offline');
    expect(told()).toEqual(['camera.offline']);
    const windows = await api<{ items: object[] }>('GET', 'maintenance-windows');
    expect(windows.items).toHaveLength(1);
  });

  it('are decided for the other pits of a workshop where instants of one are none, which is counted', async () => {
    const { channel } = await webhook();
    const [pit] = await backend.database.query<{ id: number }[]>(
      'INSERT INTO pit (workshop_id, number) VALUES ($1, 77) RETURNING id',
      [there.ours],
    );
    await backend.database.query(
      `WITH observation AS (
         INSERT INTO stream_observation (id, began_at, observed_until)
         VALUES (gen_random_uuid(), '-infinity', '-infinity') RETURNING id
       ), period AS (
         INSERT INTO stream_period (pit_id, observation_id, began_at, ended_at, state)
         SELECT $1, id, '-infinity', 'infinity', 'offline' FROM observation
       ), alert AS (
         INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at)
         VALUES ($2, $1, 'unstable', '-infinity', 'infinity')
       )
       INSERT INTO maintenance_window (workshop_id, kind, begins_at, ends_at)
       VALUES ($3, 'once', '-infinity', 'infinity')`,
      [pit?.id, channel.id, there.ours],
    );
    await pass(300, 'up');
    await pass(60, 'offline');
    expect(told()).toEqual(['camera.offline']);
    const leftOut = (task: 'alerts' | 'history') =>
      backends.reduce((sum, { app }) => sum + app.get(RowFaults).count(task), 0);
    expect(leftOut('alerts')).toBeGreaterThanOrEqual(2);
    expect(leftOut('history')).toBeGreaterThanOrEqual(1);
    await backend.database.query('DELETE FROM pit WHERE id = $1', [pit?.id]);
  });

  it('are sent once, and not each minute for ever, where the instant to give up is none', async () => {
    const { channel } = await webhook();
    receiver.answer = { status: 500 };
    await backend.database.query(
      `INSERT INTO alert_delivery (channel_id, is_test, next_attempt_at, created_at, give_up_at, message_id, events)
       VALUES ($1, false, $2, $2, 'infinity', 'msg_poisoned', '[{"type":"alert.test"}]')`,
      [channel.id, new Date(now)],
    );
    await settled();
    expect(await deliveries()).toMatchObject([
      { state: 'failed', attempts: [{ number: 1, fault: 'refused-status', status: 500 }] },
    ]);
    now += 120 * S;
    await settled();
    expect(receiver.received).toHaveLength(1);
  });

  it('bring people one mail when the whole workshop is away', async () => {
    // A row from before such names were refused.
    await backend.database.query(
      'INSERT INTO pit (workshop_id, number, name) VALUES ($1, 2, $2) ON CONFLICT DO NOTHING',
      [there.ours, '<b>Lift</b>\r\nBcc: x'],
    );
    await email();
    await pass(300, 'up', [1, 2]);
    await pass(60, 'offline', [1, 2]);
    expect(mail.received).toHaveLength(1);
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = mail.received;
    expect([from, to]).toEqual(['alerts@ppf.example', ['anna@shop.example', 'ben@shop.example']]);
    const [{ message_id: id } = { message_id: '' }] = await deliveries();
    expect(raw).toContain(`Message-ID: <${id}@ppf.example>`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw.split('\r\n\r\n', 1)[0]).not.toMatch(/Bcc/);
    const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(text).toContain('The camera of pit 1 is offline since 2026-01-10 11:05 (Europe/Berlin).');
    expect(text).toContain('&lt;b&gt;Lift');
    expect(await deliveries()).toMatchObject([
      { state: 'delivered', channel_kind: 'email', events: [{}, {}], attempts: [{ status: 250 }] },
    ]);
  });

  it('say why a mail was not taken', async () => {
    const { channel } = await email(['nobody@shop.example']);
    mail.unknown.add('nobody@shop.example');
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    expect((await deliveries())[0]).toMatchObject({
      state: 'failed',
      attempts: [{ fault: 'recipient-refused', status: 550 }],
    });
  });

  it('write no secret into the log, and none into an answer', async () => {
    const { channel, secret } = await webhook({ url: `${receiver.url}?key=receivers-secret` });
    await api('POST', `alert-channels/${channel.id}/test`);
    receiver.answer = { status: 500 };
    await api('POST', `alert-channels/${channel.id}/test`);
    await settled();
    const answers = JSON.stringify([await api('GET', 'alert-channels'), await deliveries()]);
    expect(answers).not.toContain(secret ?? 'whsec_');
    expect(answers).not.toContain('mail password');
    const lines = backends.flatMap(({ log: each }) => each).join('\n');
    for (const text of [secret ?? '', 'receivers-secret', 'mail password', 'mail%20password', 'whsec_'])
      expect(lines).not.toContain(text);
    const [row] = await backend.database.query<object[]>('SELECT * FROM alert_channel');
    expect(JSON.stringify(row)).not.toContain(secret?.slice(6) ?? 'whsec_');
  });
});
