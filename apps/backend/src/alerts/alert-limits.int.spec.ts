import { waitFor } from '@ppf/testing';
import type { AlertChannel, AlertDelivery, CreatedAlertChannel, Problem } from '@ppf/contracts';
import { Clock } from '../platform/clock';
import { confirmationToken, MailServer } from '../testing/mail-server';
import { type Answered, type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { WebhookReceiver } from '../testing/webhook-receiver';
import { OutboxDispatcher } from './outbox/outbox-dispatcher';
import { deleteRows } from '../testing/delete-rows';

const BEGIN = Date.parse('2026-01-10T10:00:00Z');
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe('limits of alerts', () => {
  let mail: MailServer;
  let slow: WebhookReceiver;
  let fast: WebhookReceiver;
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let now = BEGIN;

  beforeAll(async () => {
    mail = await new MailServer().start();
    slow = await new WebhookReceiver().start();
    fast = await new WebhookReceiver().start();
    backend = await startBackend({ SMTP_URL: mail.url(), ALERT_FROM: 'PPF <alerts@ppf.example>' });
    two = await makeTwoWorkshops(backend);
    jest.spyOn(backend.app.get(Clock), 'now').mockImplementation(() => new Date(now));
  });
  afterAll(async () => {
    await slow.stop();
    await fast.stop();
    await backend.stop();
    await mail.stop();
  });
  beforeEach(async () => {
    now = BEGIN;
    mail.received.length = 0;
    await deleteRows(backend.database, ['alert_channel', 'alert_recipient', 'alert_request']);
  });

  const send = (method: Sent['method'], path: string, body?: object, as = two.owner): Promise<Answered> => {
    const workshop = as === two.owner ? two.ours : two.theirs;
    return backend.send({
      ...(method && { method }),
      url: `/api/v1/workshops/${workshop}/${path}`,
      ...(body && { body }),
      as,
    });
  };
  const channel = async (body: object, as = two.owner): Promise<AlertChannel> => {
    const { body: made }: { body: CreatedAlertChannel } = await send('POST', 'alert-channels', body, as);
    return made.channel;
  };
  const webhook = (name: string, url: string, as = two.owner) => channel({ kind: 'webhook', name, url }, as);
  const email = (recipients: string[], as = two.owner) =>
    channel({ kind: 'email', name: 'Owners', recipients, time_zone: 'Europe/Berlin' }, as);
  const test = ({ id }: AlertChannel, as = two.owner) =>
    send('POST', `alert-channels/${id}/test`, undefined, as);
  const confirm = (token: string) =>
    backend.send({ method: 'POST', url: '/api/v1/alert-recipients/confirmation', body: { token } });
  const mailsTo = (address: string) => mail.received.filter(({ to }) => to.includes(address));

  it('keep receivers that do not respond from delaying other workshops', async () => {
    slow.answer = null;
    for (let number = 1; number <= 20; number += 1) await test(await webhook(`Slow ${number}`, slow.url));
    await waitFor(() => Promise.resolve(slow.received.length === 2));
    await test(await webhook('Fast', fast.url, two.otherOwner), two.otherOwner);
    await waitFor(() => Promise.resolve(fast.received.length === 1));
    // Two of its twenty are under way, and none of the others has begun.
    await backend.app.get(OutboxDispatcher).dispatch();
    expect(slow.received).toHaveLength(2);
    slow.answer = { status: 204 };
    await deleteRows(backend.database, ['alert_channel']);
  });

  it('keep webhook receivers from delaying email of the same workshop', async () => {
    slow.answer = null;
    slow.received.length = 0;
    const people = await email(['anna@shop.example']);
    await waitFor(() => Promise.resolve(mail.received.length === 1));
    await confirm(confirmationToken(mail.received[0]));
    for (const number of [1, 2, 3]) await test(await webhook(`Slow ${number}`, slow.url));
    await waitFor(() => Promise.resolve(slow.received.length === 2));
    await test(people);
    await waitFor(() => Promise.resolve(mail.received.length === 2));
    slow.answer = { status: 204 };
  });

  it('allow a few tests per channel, and return when the next one is allowed', async () => {
    const people = await email(['anna@shop.example']);
    await waitFor(() => Promise.resolve(mail.received.length === 1));
    await confirm(confirmationToken(mail.received[0]));
    for (let sent = 1; sent <= 6; sent += 1) {
      expect((await test(people)).status).toBe(202);
      await waitFor(() => Promise.resolve(mail.received.length === 1 + sent));
    }
    const refused = await test(people);
    expect([refused.status, (refused.body as Problem).code]).toEqual([429, 'too-many-requests']);
    expect(refused.headers['retry-after']).toBe('600');
    now += 10 * MINUTE;
    expect((await test(people)).status).toBe(202);
  });

  it('count per workshop, also after a channel was deleted and created again', async () => {
    let statuses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const receiver = await webhook('Again', fast.url);
      for (let sent = 0; sent < 5; sent += 1) statuses = [...statuses, (await test(receiver)).status];
      await send('DELETE', `alert-channels/${receiver.id}`);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
  });

  it('count retries of deliveries', async () => {
    slow.answer = { status: 500 };
    const receiver = await webhook('Failing', slow.url);
    const { id }: AlertDelivery = (await test(receiver)).body;
    const retry = async () => (await send('POST', `alert-deliveries/${id}/retry`)).status;
    const statuses: number[] = [];
    for (let tries = 0; tries < 7; tries += 1) statuses.push(await retry());
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
    slow.answer = { status: 204 };
  });

  it('allow an unconfirmed address only one confirmation message', async () => {
    const addresses = Array.from({ length: 20 }, (_, index) => `person-${index}@shop.example`);
    const people = await email(addresses);
    expect(people.unconfirmed_recipients).toEqual(addresses);
    await test(people);
    await waitFor(async () => {
      const { items }: { items: AlertDelivery[] } = (await send('GET', 'alert-deliveries')).body;
      return items[0]?.attempts[0]?.fault === 'recipient-unconfirmed';
    });
    await waitFor(() => Promise.resolve(mail.received.length === 20));
    expect(mail.received.every(({ raw }) => raw.includes('Subject: Confirm alerts of Ours'))).toBe(true);

    const token = confirmationToken(mailsTo('person-3@shop.example')[0]);
    expect((await confirm(token)).status).toBe(204);
    expect((await confirm(token)).status).toBe(204);
    const shown: AlertChannel = (await send('GET', `alert-channels/${people.id}`)).body;
    expect(shown.unconfirmed_recipients).toHaveLength(19);
    await test(people);
    await waitFor(() => Promise.resolve(mail.received.length === 21));
    expect(mail.received[20]?.to).toEqual(['person-3@shop.example']);
  });

  it('accept the newest confirmation link only, for 7 days', async () => {
    const people = await email(['Anna@Shop.example']);
    await waitFor(() => Promise.resolve(mail.received.length === 1));
    const again = () => send('POST', `alert-channels/${people.id}/confirmations`);
    expect((await again()).status).toBe(202);
    await waitFor(() => Promise.resolve(mail.received.length === 2));
    const [first, second] = mail.received.map((each) => confirmationToken(each));
    const codes = async (token = '') => {
      const { status, body } = await confirm(token);
      return [status, (body as Problem | undefined)?.code];
    };
    expect(await codes(first)).toEqual([404, 'confirmation-link-invalid']);
    expect(await codes('A'.repeat(43))).toEqual([404, 'confirmation-link-invalid']);
    expect(await codes('short')).toEqual([422, 'validation-failed']);
    now += 8 * DAY;
    expect(await codes(second)).toEqual([404, 'confirmation-link-invalid']);
    expect((await again()).status).toBe(202);
    await waitFor(() => Promise.resolve(mail.received.length === 3));
    expect((await confirm(confirmationToken(mail.received[2]))).status).toBe(204);
    // All addresses are confirmed, so no further message is sent.
    expect((await again()).body).toMatchObject({ unconfirmed_recipients: [] });
    expect(mail.received).toHaveLength(3);
  });

  it('allow three confirmation messages per address and day, for all workshops together', async () => {
    const ours = await email(['anna@shop.example']);
    const theirs = await email(['anna@shop.example'], two.otherOwner);
    const again = async (of: AlertChannel, as: string) =>
      (await send('POST', `alert-channels/${of.id}/confirmations`, undefined, as)).status;
    expect(await again(theirs, two.otherOwner)).toBe(202);
    expect(await again(ours, two.owner)).toBe(429);
    expect(await again(theirs, two.otherOwner)).toBe(429);
    await waitFor(() => Promise.resolve(mail.received.length === 3));
    // Confirming it for one workshop does not confirm it for the other.
    await confirm(confirmationToken(mail.received.find(({ raw }) => raw.includes('alerts of Ours'))));
    const shown = async (of: AlertChannel, as: string): Promise<AlertChannel> =>
      (await send('GET', `alert-channels/${of.id}`, undefined, as)).body;
    expect((await shown(ours, two.owner)).unconfirmed_recipients).toEqual([]);
    expect((await shown(theirs, two.otherOwner)).unconfirmed_recipients).toEqual(['anna@shop.example']);
  });

  it('show times in the channel’s zone, and refuse an unknown zone', async () => {
    const people = await email(['anna@shop.example']);
    expect(people.time_zone).toBe('Europe/Berlin');
    const path = `alert-channels/${people.id}`;
    expect((await send('PATCH', path, { time_zone: 'Mars/Olympus' })).body).toMatchObject({
      code: 'validation-failed',
      errors: [{ field: 'time_zone' }],
    });
    expect((await send('PATCH', path, { time_zone: null })).body).toMatchObject({ time_zone: null });
  });
});
