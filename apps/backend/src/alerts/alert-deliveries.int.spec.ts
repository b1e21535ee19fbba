import { waitFor } from '@ppf/testing';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AlertScene, SCENE_START } from '../testing/alert-scene';
import { type ReceivedWebhook, WebhookReceiver } from '../testing/webhook-receiver';
import { OutboxDispatcher } from './outbox/outbox-dispatcher';

/** A camera's certificate, which no authority has signed. */
const CERTIFICATE = path.resolve(__dirname, '../../../../libs/camera-probe/src/fixtures/tls-camera.pem');
const S = 1000;
const HOUR = 3600 * S;

describe('alert deliveries', () => {
  const scene = new AlertScene();
  beforeAll(() => scene.start());
  afterAll(() => scene.stop());
  beforeEach(() => scene.reset());
  afterEach(() => scene.clear());

  it('are signed as specified by Standard Webhooks, with both secrets while one is replaced', async () => {
    // A host name is resolved once, and the connection goes to the checked address.
    const { channel, secret } = await scene.webhook({ url: scene.receiver.urlAt('localhost') });
    const replaced = await scene.api<{ secret: string }>('POST', `alert-channels/${channel.id}/secret`);
    expect(replaced.secret).not.toBe(secret);
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    const [{ headers, body }] = scene.receiver.received as [ReceivedWebhook];
    const signature = (of: string) => {
      const key = Buffer.from(of.slice('whsec_'.length), 'base64');
      const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    };
    expect(headers['webhook-id']).toMatch(/^msg_[\w-]{22}$/);
    expect(headers['webhook-timestamp']).toBe(String(SCENE_START / S));
    expect(headers['webhook-signature']).toBe(`${signature(replaced.secret)} ${signature(secret ?? '')}`);
    scene.now += 24 * HOUR;
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    expect(scene.receiver.received[1]?.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  it('are retried with the same id and body at growing intervals, and given up after a day', async () => {
    const { channel } = await scene.webhook();
    scene.receiver.answer = { status: 500 };
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    const [first] = await scene.deliveries();
    expect(first).toMatchObject({ state: 'waiting', attempts: [{ fault: 'refused-status', status: 500 }] });
    const waits: number[] = [];
    for (let tries = 0; tries < 30; tries += 1) {
      const [{ next_attempt_at: next } = { next_attempt_at: null }] = await scene.deliveries();
      if (next === null) break;
      waits.push(Date.parse(next) - scene.now);
      scene.now = Date.parse(next);
      await scene.settled();
    }
    expect(waits.length).toBeGreaterThan(8);
    expect(waits.every((wait, at) => wait >= 10 * S && wait >= (waits[at - 1] ?? 0) * 0.8)).toBe(true);
    expect((await scene.deliveries())[0]).toMatchObject({ state: 'failed', next_attempt_at: null });
    expect(new Set(scene.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(scene.receiver.received.map(({ body }) => body)).size).toBe(1);

    scene.receiver.answer = { status: 200 };
    await scene.api('POST', `alert-deliveries/${first?.id}/retry`);
    await scene.settled();
    expect((await scene.deliveries())[0]).toMatchObject({ state: 'delivered' });
    const sent = scene.receiver.received.length;
    await scene.api('POST', `alert-deliveries/${first?.id}/retry`);
    await scene.settled();
    expect(scene.receiver.received).toHaveLength(sent);
  });

  it('follow no redirect, and disable a channel whose receiver responds with 410', async () => {
    const { channel } = await scene.webhook();
    scene.receiver.answer = { status: 307, headers: { location: `${scene.receiver.url}/elsewhere` } };
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    expect((await scene.deliveries())[0]?.attempts).toMatchObject([{ fault: 'redirected', status: 307 }]);
    expect(scene.receiver.received.map(({ path }) => path)).toEqual(['/hooks/alerts']);
    scene.receiver.answer = { status: 410 };
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    expect((await scene.deliveries())[0]).toMatchObject({
      state: 'failed',
      attempts: [{}, { fault: 'gone' }],
    });
    expect(await scene.api('GET', `alert-channels/${channel.id}`)).toMatchObject({ enabled: false });
    await scene.pass(300, 'offline');
    expect(await scene.deliveries()).toHaveLength(1);
  });

  it('check the address before each attempt', async () => {
    const { channel } = await scene.webhook();
    // Simulates a host name that now resolves to an address of this service.
    await scene.backend.database.query('UPDATE alert_channel SET url = $1', ['http://127.0.0.1:3000/']);
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    expect((await scene.deliveries())[0]?.attempts).toMatchObject([
      { fault: 'address-refused', status: null },
    ]);
  });

  it('are not sent to a receiver with an untrusted certificate', async () => {
    const pem = readFileSync(CERTIFICATE, 'utf8');
    const impostor = await new WebhookReceiver(pem).start();
    const { channel } = await scene.webhook({ url: impostor.urlAt('localhost') });
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    await impostor.stop();
    expect(impostor.received).toEqual([]);
    expect((await scene.deliveries())[0]).toMatchObject({
      state: 'waiting',
      attempts: [{ fault: 'tls-failed' }],
    });
  });

  it('are delivered by another backend after the claim of the first one has expired', async () => {
    const { channel } = await scene.webhook();
    scene.receiver.answer = null;
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await waitFor(() => scene.receiver.received.length === 1);
    scene.receiver.answer = { status: 204 };
    scene.now += 61 * S;
    await scene.backends[0]?.app.get(OutboxDispatcher).dispatch();
    await waitFor(async () => (await scene.deliveries())[0]?.state === 'delivered');
    expect(scene.receiver.received.map(({ headers }) => headers['webhook-id'])).toHaveLength(2);
  });

  it('are given up after one attempt if the instant to give up is infinite', async () => {
    const { channel } = await scene.webhook();
    scene.receiver.answer = { status: 500 };
    await scene.backend.database.query(
      `INSERT INTO alert_delivery (channel_id, is_test, next_attempt_at, created_at, give_up_at, message_id, events)
       VALUES ($1, false, $2, $2, 'infinity', 'msg_poisoned', '[{"type":"alert.test"}]')`,
      [channel.id, new Date(scene.now)],
    );
    await scene.settled();
    expect(await scene.deliveries()).toMatchObject([
      { state: 'failed', attempts: [{ number: 1, fault: 'refused-status', status: 500 }] },
    ]);
    scene.now += 120 * S;
    await scene.settled();
    expect(scene.receiver.received).toHaveLength(1);
  });

  it('are one email if a whole workshop is offline', async () => {
    // A row from before such names were refused.
    await scene.backend.database.query(
      'INSERT INTO pit (workshop_id, number, name) VALUES ($1, 2, $2) ON CONFLICT DO NOTHING',
      [scene.workshops.ours, '<b>Lift</b>\r\nBcc: x'],
    );
    await scene.email();
    await scene.pass(300, 'up', [1, 2]);
    await scene.pass(60, 'offline', [1, 2]);
    expect(scene.mail.received).toHaveLength(1);
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = scene.mail.received;
    expect([from, to]).toEqual(['alerts@ppf.example', ['anna@shop.example', 'ben@shop.example']]);
    const [{ message_id: id } = { message_id: '' }] = await scene.deliveries();
    expect(raw).toContain(`Message-ID: <${id}@ppf.example>`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw.split('\r\n\r\n', 1)[0]).not.toMatch(/Bcc/);
    const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(text).toContain('The camera of pit 1 has been offline since 2026-01-10 11:05 (Europe/Berlin).');
    expect(text).toContain('&lt;b&gt;Lift');
    expect(await scene.deliveries()).toMatchObject([
      { state: 'delivered', channel_kind: 'email', events: [{}, {}], attempts: [{ status: 250 }] },
    ]);
  });

  it('record why an email was rejected', async () => {
    const { channel } = await scene.email(['unknown@shop.example']);
    scene.mail.unknown.add('unknown@shop.example');
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    expect((await scene.deliveries())[0]).toMatchObject({
      state: 'failed',
      attempts: [{ fault: 'recipient-refused', status: 550 }],
    });
  });

  it('write no secret to the log or to a response', async () => {
    const { channel, secret } = await scene.webhook({ url: `${scene.receiver.url}?key=receivers-secret` });
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    scene.receiver.answer = { status: 500 };
    await scene.api('POST', `alert-channels/${channel.id}/test`);
    await scene.settled();
    const answers = JSON.stringify([await scene.api('GET', 'alert-channels'), await scene.deliveries()]);
    expect(answers).not.toContain(secret ?? 'whsec_');
    expect(answers).not.toContain('mail password');
    const lines = scene.backends.flatMap(({ log: each }) => each).join('\n');
    for (const text of [secret ?? '', 'receivers-secret', 'mail password', 'mail%20password', 'whsec_'])
      expect(lines).not.toContain(text);
    const [row] = await scene.backend.database.query<object[]>('SELECT * FROM alert_channel');
    expect(JSON.stringify(row)).not.toContain(secret?.slice(6) ?? 'whsec_');
  });
});
