import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import {
  type AlertChannel,
  type AlertDelivery,
  type MaintenanceWindow,
  permissionsOf,
  type Role,
} from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { AlertsPage } from './alerts-page';
import { AlertsPageHarness } from './alerts-page.harness';
import { POLL_INTERVAL_MS, STALE_AFTER_MS } from './alerts-store';

const W = '/api/v1/workshops/5';
const CHANNELS = `${W}/alert-channels?limit=100`;
const WINDOWS = `${W}/maintenance-windows?limit=100`;
const DELIVERIES = `${W}/alert-deliveries?limit=20`;

const CHANNEL: AlertChannel = {
  id: 2,
  workshop_id: 5,
  kind: 'webhook',
  name: 'Job board',
  enabled: true,
  pit_ids: [9],
  delay_seconds: 300,
  url: 'https://hooks.example/alerts?key=abc',
  previous_secret_until: null,
  recipients: [],
  unconfirmed_recipients: [],
  time_zone: null,
  created_at: '2026-11-23T09:12:00Z',
};
const DELIVERY: AlertDelivery = {
  id: 7,
  channel_id: 2,
  channel_name: 'Job board',
  channel_kind: 'webhook',
  message_id: 'msg_1',
  events: [],
  state: 'failed',
  attempts: [
    { number: 12, began_at: '2026-11-23T09:12:00Z', duration_ms: 9, fault: 'refused-status', status: 503 },
  ],
  next_attempt_at: null,
  created_at: '2026-11-23T09:12:00Z',
};
const NIGHT: MaintenanceWindow = {
  id: 4,
  workshop_id: 5,
  pit_id: null,
  kind: 'weekly',
  reason: 'Closed',
  begins_at: null,
  ends_at: null,
  days: [1, 2, 3, 4, 5],
  from_time: '20:00',
  to_time: '07:00',
  time_zone: 'Europe/Berlin',
  active: true,
  created_at: '2026-11-23T09:12:00Z',
};

describe('AlertsPage', () => {
  let fixture: ComponentFixture<AlertsPage>;
  let page: AlertsPageHarness;
  let http: HttpTestingController;

  /** Harnesses wait for an idle page, and a polling page is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);
  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }
  async function open(role: Role = 'owner'): Promise<void> {
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role,
        permissions: permissionsOf(role),
        workshop_id: 5,
      },
    });
    fixture = TestBed.createComponent(AlertsPage);
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, AlertsPageHarness));
    await pass();
    http.match(W).forEach((each) => each.flush({ id: 5, name: 'W' }));
    http
      .match(`${W}/pits?limit=100`)
      .forEach((each) => each.flush({ items: [{ id: 9, number: 3 }], next_cursor: null }));
    await pass();
  }
  interface Responses {
    readonly channels?: AlertChannel[];
    readonly deliveries?: AlertDelivery[];
    readonly windows?: MaintenanceWindow[];
    readonly email?: boolean;
  }
  async function respondWith({
    channels = [],
    deliveries = [],
    windows = [],
    email = true,
  }: Responses): Promise<void> {
    const list = { next_cursor: null, email_available: email };
    http.expectOne(CHANNELS).flush({ ...list, items: channels });
    http.expectOne(WINDOWS).flush({ ...list, items: windows });
    http.expectOne(DELIVERIES).flush({ ...list, items: deliveries });
    await pass();
  }
  async function fail(): Promise<void> {
    for (const url of [CHANNELS, WINDOWS, DELIVERIES])
      http.expectOne(url).flush({ code: 'not-ready' }, { status: 503, statusText: 'Service Unavailable' });
    await pass();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('shows nothing for a short wait, then a skeleton', async () => {
    await open();
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(false);
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(true);
    await respondWith({});
    expect(await see(() => page.isLoading())).toBe(false);
  });

  it('offers to add the first channel', async () => {
    await open();
    await respondWith({});
    expect(await see(() => page.notice())).toBe('No alert channels yet');
    expect(await see(() => page.actions())).toEqual(['Add channel']);
  });

  it('shows staff who manages alerts, without a request', async () => {
    await open('staff');
    expect(await see(() => page.notice())).toBe('Owners manage alerts');
    http.expectNone(CHANNELS);
  });

  it('shows channels, messages and maintenance', async () => {
    await open();
    await respondWith({ channels: [CHANNEL], deliveries: [DELIVERY], windows: [NIGHT] });
    const [channel] = await see(() => page.channels());
    for (const text of ['Job board', 'Webhook to hooks.example', 'Pit 3, after 5 min', 'On'])
      expect(channel).toContain(text);
    expect(channel).not.toContain('key=abc');
    const [message] = await see(() => page.deliveries());
    for (const text of [
      'Test',
      'Failed',
      'The receiver rejected the message',
      'HTTP 503',
      'Tried 12 times',
      'Try again',
    ])
      expect(message).toContain(text);
    const [night] = await see(() => page.maintenance());
    for (const text of [
      'Mon to Fri, 20:00 to 07:00 the next day',
      'All pits',
      'Closed',
      'Europe/Berlin',
      'On now',
    ])
      expect(night).toContain(text);
  });

  it('sends a test and shows its result', async () => {
    await open();
    await respondWith({ channels: [CHANNEL] });
    await see(() => page.press('Send test'));
    await pass();
    http.expectOne({ method: 'POST', url: `${W}/alert-channels/2/test` }).flush(DELIVERY);
    await pass();
    await respondWith({ channels: [CHANNEL], deliveries: [{ ...DELIVERY, state: 'waiting', attempts: [] }] });
    expect((await see(() => page.channels()))[0]).toContain('A test is on its way');
    expect((await see(() => page.deliveries()))[0]).toContain('Sending');
    // Once it has arrived, the page no longer shows that it is being sent.
    await pass(1000);
    await respondWith({ channels: [CHANNEL], deliveries: [{ ...DELIVERY, state: 'delivered' }] });
    const [card] = await see(() => page.channels());
    expect(card).toContain('The test was delivered.');
    expect(card).not.toContain('on its way');
  });

  it('shows unconfirmed recipients and resends their link', async () => {
    await open();
    const mail: AlertChannel = {
      ...CHANNEL,
      kind: 'email',
      url: null,
      recipients: ['anna@shop.example', 'ben@shop.example'],
      unconfirmed_recipients: ['ben@shop.example'],
    };
    await respondWith({ channels: [mail] });
    expect((await see(() => page.channels()))[0]).toContain('ben@shop.example hasn’t confirmed yet');
    await see(() => page.press('Resend link'));
    await pass();
    http.expectOne({ method: 'POST', url: `${W}/alert-channels/2/confirmations` }).flush(mail);
    await pass();
    await respondWith({ channels: [mail] });
    expect((await see(() => page.channels()))[0]).toContain('The link is on its way.');
  });

  it('shows why a test could not be sent', async () => {
    await open();
    await respondWith({ channels: [CHANNEL] });
    await see(() => page.press('Send test'));
    await pass();
    http
      .expectOne(`${W}/alert-channels/2/test`)
      .flush({ code: 'alert-channel-not-found' }, { status: 404, statusText: 'Not Found' });
    await pass();
    expect(await see(() => page.failures())).toEqual([
      'This alert channel no longer exists. Reload the page.',
    ]);
  });

  it('retries a message', async () => {
    await open();
    await respondWith({ channels: [CHANNEL], deliveries: [DELIVERY] });
    await see(() => page.press('Try again'));
    await pass();
    http.expectOne({ method: 'POST', url: `${W}/alert-deliveries/7/retry` }).flush(DELIVERY);
    await pass();
    await respondWith({ channels: [CHANNEL], deliveries: [{ ...DELIVERY, state: 'delivered' }] });
    expect((await see(() => page.deliveries()))[0]).toContain('Delivered');
  });

  it('shows that an email channel has no mail server', async () => {
    await open();
    const mail: AlertChannel = { ...CHANNEL, kind: 'email', url: null, recipients: ['anna@shop.example'] };
    await respondWith({ channels: [mail], email: false });
    const [channel] = await see(() => page.channels());
    expect(channel).toContain('Email to anna@shop.example');
    expect(channel).toContain('can’t send email now');
    expect(await see(() => page.actions())).not.toContain('New secret');
  });

  it('shows a failure and retries on request', async () => {
    await open();
    await fail();
    expect(await see(() => page.notice())).toBe('Couldn’t load alerts');
    await see(() => page.press('Try again'));
    await pass();
    await respondWith({ channels: [CHANNEL] });
    expect(await see(() => page.channels())).toHaveLength(1);
  });

  it('keeps the last data when updates stop, and shows their age', async () => {
    await open();
    await respondWith({ channels: [CHANNEL] });
    for (let waited = 0; waited < STALE_AFTER_MS; waited += POLL_INTERVAL_MS) {
      await pass(POLL_INTERVAL_MS);
      await fail();
    }
    await pass(1000);
    expect(await see(() => page.channels())).toHaveLength(1);
    expect(await see(() => page.staleText())).toMatch(/^Updates stopped 1\d sec ago\. Trying again\.$/);
  });
});
