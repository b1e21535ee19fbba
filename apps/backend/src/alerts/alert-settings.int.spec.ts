import type { AlertChannel, CreatedAlertChannel, MaintenanceWindow, Problem } from '@ppf/contracts';
import { Client } from 'pg';
import { DatabaseConfig } from '../config/database.config';
import { type Answered, type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { deleteRows } from '../testing/delete-rows';

const WEBHOOK = { kind: 'webhook', name: 'Billing', url: 'https://93.184.215.14/hook' };
const NIGHT = {
  kind: 'weekly',
  days: [5, 1],
  from_time: '20:00',
  to_time: '06:30',
  time_zone: 'Europe/Berlin',
};
const ONCE = { kind: 'once', begins_at: '2026-01-10T08:00:00Z', ends_at: '2026-01-10T10:00:00+01:00' };

describe('alert settings', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend({ NODE_ENV: 'production', PUBLIC_URL: 'https://ppf.example' });
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());
  beforeEach(() => deleteRows(backend.database, ['alert_channel', 'maintenance_window']));

  const at = (path: string, workshop = two.ours) => `/api/v1/workshops/${workshop}/${path}`;
  const send = async (method: Sent['method'], path: string, body?: object): Promise<Answered> =>
    backend.send({ ...(method && { method }), url: at(path), body, as: two.owner });
  const made = async (body: object = WEBHOOK): Promise<CreatedAlertChannel> =>
    (await send('POST', 'alert-channels', body)).body;

  it('are available to operators, and to owners for their own workshop', async () => {
    const { channel } = await made();
    const window: MaintenanceWindow = (await send('POST', 'maintenance-windows', ONCE)).body;
    const paths = [
      'alert-channels',
      `alert-channels/${channel.id}`,
      'alert-deliveries',
      'maintenance-windows',
    ];
    const statuses = async (as: string, workshop = two.ours) =>
      Promise.all(paths.map(async (path) => (await backend.send({ url: at(path, workshop), as })).status));
    expect(await statuses(two.owner)).toEqual([200, 200, 200, 200]);
    expect(await statuses(two.admin)).toEqual([200, 200, 200, 200]);
    expect(await statuses(two.staff)).toEqual([403, 403, 403, 403]);
    expect(await statuses(two.otherOwner)).toEqual([404, 404, 404, 404]);
    // Not through the caller's own workshop either.
    const theirs = async (method: Sent['method'], path: string, body?: object) =>
      (await backend.send({ ...(method && { method }), url: at(path, two.theirs), body, as: two.otherOwner }))
        .body as Problem;
    const through = `alert-channels/${channel.id}`;
    expect(await theirs('PATCH', through, { name: 'X' })).toMatchObject({ code: 'alert-channel-not-found' });
    expect(await theirs('POST', `${through}/test`)).toMatchObject({ code: 'alert-channel-not-found' });
    expect(await theirs('POST', `${through}/secret`)).toMatchObject({ code: 'alert-channel-not-found' });
    expect(await theirs('DELETE', through)).toMatchObject({ code: 'alert-channel-not-found' });
    const windowPath = `maintenance-windows/${window.id}`;
    expect(await theirs('PUT', windowPath, ONCE)).toMatchObject({ code: 'maintenance-window-not-found' });
    expect(await theirs('DELETE', windowPath)).toMatchObject({ code: 'maintenance-window-not-found' });
    expect(await theirs('POST', 'alert-deliveries/1/retry')).toMatchObject({
      code: 'alert-delivery-not-found',
    });
  });

  it('keep their limits with parallel requests', async () => {
    const makeAtOnce = async (path: string, count: number, body: (at: number) => object) => {
      const sent = Array.from({ length: count }, (_, at) => send('POST', path, body(at)));
      return (await Promise.all(sent)).filter(({ status }) => status === 201).length;
    };
    expect(await makeAtOnce('alert-channels', 40, (at) => ({ ...WEBHOOK, name: `Billing ${at}` }))).toBe(20);
    expect(await makeAtOnce('maintenance-windows', 120, () => NIGHT)).toBe(100);
  });

  it('return a secret once, and keep omitted fields', async () => {
    const { channel, secret } = await made({ ...WEBHOOK, delay_seconds: 120, pit_ids: [two.ourPit] });
    expect(secret).toMatch(/^whsec_/);
    expect(channel).toMatchObject({
      enabled: true,
      delay_seconds: 120,
      pit_ids: [two.ourPit],
      recipients: [],
    });
    const path = `alert-channels/${channel.id}`;
    expect((await send('PATCH', path, { enabled: false })).body).toEqual({ ...channel, enabled: false });
    expect((await send('PATCH', path, { pit_ids: null })).body).toEqual({
      ...channel,
      enabled: false,
      pit_ids: null,
    });
    const list = await send('GET', 'alert-channels');
    expect(list.body).toMatchObject({ items: [{ id: channel.id }], email_available: false });
    expect(list.text).not.toContain(secret);
    const replaced: { previous_secret_until: string } = (await send('POST', `${path}/secret`)).body;
    const shown: AlertChannel = (await send('GET', path)).body;
    expect(shown.previous_secret_until).toBe(replaced.previous_secret_until);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('DELETE', path)).status).toBe(404);
  });

  it.each<[string, object, number, string]>([
    ['without TLS', { url: 'http://93.184.215.14/' }, 422, 'validation-failed'],
    ['with a line break', { url: 'https://93.184.215.14/a\nb' }, 422, 'validation-failed'],
    ['with a tab in its host', { url: 'https://93.184.\t215.14/' }, 422, 'validation-failed'],
    ['with a password', { url: 'https://a:b@93.184.215.14/' }, 422, 'validation-failed'],
    ['on loopback', { url: 'https://127.0.0.1/' }, 422, 'webhook-address-refused'],
    ['on loopback in disguise', { url: 'https://0x7f.1/' }, 422, 'webhook-address-refused'],
    [
      'on loopback in the dress of IPv6',
      { url: 'https://[::ffff:127.0.0.1]/' },
      422,
      'webhook-address-refused',
    ],
    ['in a private network', { url: 'https://192.168.1.1/' }, 422, 'webhook-address-refused'],
    [
      'that names the cloud’s metadata',
      { url: 'https://169.254.169.254/latest' },
      422,
      'webhook-address-refused',
    ],
    ['by a name that means loopback', { url: 'https://localhost/' }, 422, 'webhook-address-refused'],
    ['with recipients', { recipients: ['a@b.example'] }, 422, 'validation-failed'],
    ['of a pit of another workshop', { pit_ids: [99_999] }, 422, 'validation-failed'],
    ['with too short a delay', { delay_seconds: 9 }, 422, 'validation-failed'],
    ['without a URL', { url: undefined }, 422, 'validation-failed'],
    [
      'by mail, where there is none',
      { kind: 'email', url: undefined, recipients: ['a@b.example'] },
      409,
      'email-not-set-up',
    ],
  ])('refuses a webhook %s', async (_what, change, status, code) => {
    const answer = await send('POST', 'alert-channels', { ...WEBHOOK, ...change });
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
    expect(answer.text).not.toContain('camera');
  });

  it('have unique names and a maximum number of channels', async () => {
    const { channel } = await made();
    expect((await send('POST', 'alert-channels', WEBHOOK)).body).toMatchObject({
      code: 'alert-channel-name-taken',
    });
    await made({ ...WEBHOOK, name: 'Other' });
    expect((await send('PATCH', `alert-channels/${channel.id}`, { name: 'Other' })).status).toBe(409);
    for (let count = 2; count < 20; count += 1) await made({ ...WEBHOOK, name: `Channel ${count}` });
    expect((await send('POST', 'alert-channels', { ...WEBHOOK, name: 'Last' })).body).toMatchObject({
      code: 'too-many-alert-channels',
    });
  });

  it('include maintenance windows that can be created, replaced and deleted', async () => {
    const once: MaintenanceWindow = (await send('POST', 'maintenance-windows', ONCE)).body;
    expect(once).toMatchObject({
      pit_id: null,
      begins_at: '2026-01-10T08:00:00.000Z',
      ends_at: '2026-01-10T09:00:00.000Z',
      days: null,
      active: false,
    });
    const path = `maintenance-windows/${once.id}`;
    const weekly = { ...NIGHT, pit_id: two.ourPit, reason: 'Closed' };
    const answer: MaintenanceWindow = (await send('PUT', path, weekly)).body;
    expect(answer).toMatchObject({ ...weekly, days: [1, 5], begins_at: null, id: once.id });
    const always = { ...NIGHT, days: [1, 2, 3, 4, 5, 6, 7], from_time: '00:00', to_time: '00:00' };
    expect((await send('PUT', path, always)).body).toMatchObject({
      active: true,
      pit_id: null,
      reason: null,
    });
    expect((await send('GET', 'maintenance-windows')).body).toMatchObject({ items: [{ id: once.id }] });
    expect((await send('DELETE', path)).status).toBe(204);
  });

  it.each<[string, object, string]>([
    ['that ends before it begins', { ...ONCE, ends_at: '2026-01-10T07:00:00Z' }, 'ends_at'],
    ['that lasts for months', { ...ONCE, ends_at: '2026-03-10T07:00:00Z' }, 'ends_at'],
    ['without a UTC offset', { ...ONCE, begins_at: '2026-01-10T08:00:00' }, 'begins_at'],
    ['on a day that does not exist', { ...ONCE, begins_at: '2026-13-40T08:00:00Z' }, 'begins_at'],
    ['in the year 0', { ...ONCE, begins_at: '0000-12-31T08:00:00Z' }, 'begins_at'],
    ['past the year 9999', { ...ONCE, ends_at: '9999-12-31T23:59:00-12:00' }, 'ends_at'],
    ['in an unknown time zone', { ...NIGHT, time_zone: 'Mars/Olympus' }, 'time_zone'],
    ['without days', { ...NIGHT, days: [] }, 'days'],
    ['at an invalid time', { ...NIGHT, from_time: '24:00' }, 'from_time'],
    ['of a pit of another workshop', { ...NIGHT, pit_id: 99_999 }, 'pit_id'],
  ])('refuse a maintenance window %s', async (_what, body, field) => {
    const answer = await send('POST', 'maintenance-windows', body);
    expect([answer.status, (answer.body as Problem).errors?.map((each) => each.field)]).toEqual([
      422,
      [field],
    ]);
  });

  it('allow one open alert per channel and pit', async () => {
    const { channel } = await made();
    const { url } = backend.app.get(DatabaseConfig);
    const client = new Client({ connectionString: url });
    await client.connect();
    const insert = () =>
      client.query(
        `INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at) VALUES ($1, $2, 'offline', now(), now())`,
        [channel.id, two.ourPit],
      );
    await insert();
    await expect(insert()).rejects.toThrow(/outage_alert_open/);
    await client.end();
  });
});
