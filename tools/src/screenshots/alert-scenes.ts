// The alerts page. A new installation has no channels and no deliveries, so the scenes replace the responses of the API.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, asRole, goTo, json, press, problem } from './arrange.ts';

const CHANNELS = /\/api\/v1\/workshops\/\d+\/alert-channels/;
const DELIVERIES = /\/api\/v1\/workshops\/\d+\/alert-deliveries/;
const WINDOWS = /\/api\/v1\/workshops\/\d+\/maintenance-windows/;

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const channel = (id: number, name: string, more: Body) => ({
  id,
  workshop_id: 1,
  kind: 'webhook',
  name,
  enabled: true,
  pit_ids: null,
  delay_seconds: 60,
  url: 'https://hooks.ppf-shop.example/alerts?key=abc',
  previous_secret_until: null,
  recipients: [],
  unconfirmed_recipients: [],
  time_zone: null,
  created_at: at(-9000),
  ...more,
});
const CHANNEL_LIST = [
  channel(1, 'Owners', {
    kind: 'email',
    url: null,
    recipients: ['anna@shop.example', 'ben@shop.example'],
    unconfirmed_recipients: ['ben@shop.example'],
  }),
  channel(2, 'Job board', { pit_ids: [1], delay_seconds: 300 }),
  channel(3, 'The old ticket system in the office of the main branch', { enabled: false }),
];
const event = (type: string, number: number | null = null, outage = 'offline') => ({
  type,
  timestamp: at(-3),
  data: { pit_number: number, pit_name: null, outage, began_at: at(-9), ended_at: null },
});
const attempt = (number: number, fault: Body, status: Body = null) => ({
  number,
  began_at: at(-1),
  duration_ms: 120,
  fault,
  status,
});
const delivery = (
  id: number,
  minutes: number,
  channelId: number,
  events: Body,
  state: Body,
  attempts: Body,
  next: Body = null,
) => ({
  id,
  channel_id: channelId,
  channel_name: CHANNEL_LIST[channelId - 1].name,
  channel_kind: CHANNEL_LIST[channelId - 1].kind,
  message_id: `msg_${id}`,
  events,
  state,
  attempts,
  next_attempt_at: next,
  created_at: at(minutes),
});
const DELIVERY_LIST = [
  delivery(9, 0, 2, [event('alert.test')], 'waiting', [], at(0)),
  delivery(8, -4, 2, [event('camera.offline', 1)], 'waiting', [attempt(3, 'refused-status', 503)], at(2)),
  delivery(
    7,
    -5,
    1,
    [1, 2, 3, 4].map((number) => event('camera.offline', number)),
    'delivered',
    [attempt(1, null, 250)],
  ),
  delivery(6, -90, 1, [event('camera.back', 3)], 'delivered', [attempt(1, null, 250)]),
  delivery(5, -99, 1, [event('camera.offline', 3, 'stalled')], 'delivered', [attempt(1, null, 250)]),
  delivery(4, -3000, 3, [event('camera.offline', 2)], 'failed', [attempt(13, 'tls-failed')]),
];
const window = (id: number, more: Body) => ({
  id,
  workshop_id: 1,
  pit_id: null,
  kind: 'weekly',
  reason: null,
  begins_at: null,
  ends_at: null,
  days: null,
  from_time: null,
  to_time: null,
  time_zone: null,
  active: false,
  created_at: at(-9000),
  ...more,
});
const weekly = { days: [1, 2, 3, 4, 5], from_time: '20:00', to_time: '07:00', time_zone: 'Europe/Berlin' };
const once = { kind: 'once', begins_at: at(-60), ends_at: at(120), active: true };
const WINDOW_LIST = [
  window(1, { ...weekly, reason: 'Closed at night' }),
  window(2, { ...once, pit_id: 1, reason: 'New lamps above the bay' }),
  window(3, { kind: 'once', begins_at: at(-4000), ends_at: at(-3900) }),
];
const list = (items: Body) => json({ items, next_cursor: null, email_available: true });
const withChannels = async (page: Page) => {
  await answer(page, CHANNELS, list(CHANNEL_LIST));
  await answer(page, DELIVERIES, json({ items: DELIVERY_LIST, next_cursor: 'more' }));
  await answer(page, WINDOWS, list(WINDOW_LIST));
};
const settle = () => pause(600);
const after = (name: string) => async (page: Page) => {
  await settle();
  await press(name)(page);
  await settle();
};

export const ALERT_SCENES: readonly Scene[] = [
  { name: 'alerts-empty', open: goTo('/alerts'), act: settle },
  { name: 'alerts', arrange: withChannels, open: goTo('/alerts'), act: settle },
  { name: 'alerts-add-channel', open: goTo('/alerts'), act: after('Add channel') },
  { name: 'alerts-edit-channel', arrange: withChannels, open: goTo('/alerts'), act: after('Edit Job board') },
  { name: 'alerts-edit-email', arrange: withChannels, open: goTo('/alerts'), act: after('Edit Owners') },
  {
    name: 'alerts-delete-channel',
    arrange: withChannels,
    open: goTo('/alerts'),
    act: after('Delete Job board'),
  },
  { name: 'alerts-maintenance', arrange: withChannels, open: goTo('/alerts'), act: after('Add times') },
  {
    name: 'alerts-secret',
    arrange: async (page) => {
      await withChannels(page);
      await answer(
        page,
        /\/alert-channels\/2\/secret/,
        json({ secret: `whsec_${'Ab3/'.repeat(11)}`, previous_secret_until: at(1440) }, 201),
      );
    },
    open: goTo('/alerts'),
    act: async (page) => {
      await after('New secret for Job board')(page);
      await after('Create secret')(page);
    },
  },
  { name: 'alerts-staff', arrange: (page) => asRole(page, 'staff'), open: goTo('/alerts'), act: settle },
  {
    name: 'alerts-loading',
    arrange: (page) => page.route(CHANNELS, () => undefined),
    open: goTo('/alerts'),
    act: settle,
  },
  {
    name: 'alerts-failed',
    arrange: (page) => answer(page, CHANNELS, problem(503, 'not-ready')),
    open: goTo('/alerts'),
  },
  {
    name: 'alerts-stale',
    arrange: withChannels,
    open: goTo('/alerts'),
    act: async (page) => {
      await settle();
      await page.unroute(CHANNELS);
      await answer(page, CHANNELS, problem(503, 'not-ready'));
      await pause(14_000);
    },
  },
];
