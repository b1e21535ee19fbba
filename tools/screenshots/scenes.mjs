// Every page and every state of it that can be made to stand still. A state that a healthy installation does not have
// is made by answering for the API; nothing is changed there.
import { setTimeout as pause } from 'node:timers/promises';
import {
  allLive,
  answer,
  asRole,
  change,
  goTo,
  HISTORY,
  json,
  PIT,
  pitPage,
  PITS,
  press,
  problem,
  REFRESH,
  SYSTEM,
  TOKEN,
  untilLive,
} from './arrange.mjs';
import { ALERT_SCENES } from './alert-scenes.mjs';
import { CAMERA_SCENES } from './camera-scenes.mjs';
import { MEDIA_SERVER_SCENES } from './media-server-scenes.mjs';
import { DIAGNOSIS_SCENES } from './diagnosis-scenes.mjs';
import { WATCHING_SCENES } from './watching-scenes.mjs';

/** A camera that goes away now and then, and an hour in which nobody looked. */
function troubledHistory(days) {
  const [to, span] = [Date.now(), days * 86_400_000];
  const at = (part) => new Date(to - span * (1 - part)).toISOString();
  const downs = [
    [0.12, 0.13],
    [0.41, 0.412],
    [0.44, 0.5],
    [0.83, 0.831],
    [0.86, 0.862],
    [0.985, 1],
  ];
  return {
    from: at(0),
    to: at(1),
    uptime_share: 0.9123,
    unknown_share: 0.042,
    down_seconds: Math.round(span * 0.0000875),
    outage_count: downs.length,
    timeline: [
      { state: 'unknown', began_at: at(0) },
      { state: 'up', began_at: at(0.042) },
      ...downs.flatMap(([from, until]) => [
        { state: 'down', began_at: at(from) },
        ...(until < 1 ? [{ state: 'up', began_at: at(until) }] : []),
      ]),
    ],
    items: downs
      .map(([from, until], index) => ({
        kind: index % 3 === 1 ? 'stalled' : 'offline',
        began_at: at(from),
        ended_at: until < 1 ? at(until) : null,
      }))
      .reverse(),
    next_cursor: null,
  };
}
const showHistory = async (page) => {
  await page.locator('ppf-history-card').scrollIntoViewIfNeeded();
  await pause(1500);
};

/**
 * `arrange` comes before the page is opened, `open` opens it, `act` does what a person does there. `visitor`: nobody is
 * signed in.
 */
export const SCENES = [
  { name: 'sign-in', visitor: true, open: goTo('/sign-in') },
  { name: 'sign-in-empty', visitor: true, open: goTo('/sign-in'), act: press('Sign in') },
  {
    name: 'sign-in-wrong',
    visitor: true,
    arrange: (page) => answer(page, '**/api/v1/auth/login', problem(401, 'wrong-credentials')),
    open: goTo('/sign-in?return=%2Fpits%2F1&ended='),
    act: async (page) => {
      await page.getByLabel('Email').fill('someone@example.com');
      await page.getByLabel('Password').fill('not this one');
      await press('Sign in')(page);
    },
  },
  {
    name: 'no-server',
    visitor: true,
    arrange: (page) => page.route(REFRESH, (route) => route.abort()),
    open: goTo('/pits'),
  },
  { name: 'pits', open: goTo('/pits'), act: allLive },
  {
    name: 'pits-nine',
    arrange: (page) =>
      change(page, PITS, ({ items }) => ({
        items: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
          ...(items[number - 1] ?? items[0]),
          ...(items[number - 1] ? {} : { id: 9000 + number, camera: null }),
          number,
          name: number % 3 === 0 ? 'A bay with quite a long name that does not fit on a small tile' : null,
        })),
        next_cursor: null,
      })),
    open: goTo('/pits'),
    act: allLive,
  },
  {
    name: 'pits-loading',
    arrange: (page) => page.route(PITS, () => undefined),
    open: goTo('/pits'),
    act: () => pause(500),
  },
  {
    name: 'pits-empty',
    arrange: (page) => answer(page, PITS, json({ items: [], next_cursor: null })),
    open: goTo('/pits'),
  },
  {
    name: 'pits-empty-staff',
    arrange: async (page) => {
      await asRole(page, 'staff');
      await answer(page, PITS, json({ items: [], next_cursor: null }));
    },
    open: goTo('/pits'),
  },
  {
    name: 'pits-failed',
    arrange: (page) => answer(page, PITS, problem(500, 'internal-error')),
    open: goTo('/pits'),
  },
  {
    name: 'pits-stale',
    open: goTo('/pits'),
    act: async (page) => {
      await allLive(page);
      await page.route(PITS, (route) => route.abort());
      await page.getByText(/Updates stopped \d/).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'media-server-gone',
    arrange: async (page) => {
      await change(page, SYSTEM, (system) => ({
        ...system,
        media_server: { ...system.media_server, reachable: false },
      }));
      await answer(page, /\/(whep|index\.m3u8)/, { status: 502, body: '' });
    },
    open: goTo('/pits'),
    act: () => pause(3000),
  },
  {
    name: 'simulator',
    arrange: (page) =>
      change(page, SYSTEM, (system) => ({
        ...system,
        sample_data: true,
        media_server: { kind: 'simulator', version: 'v1.20.1', reachable: true },
      })),
    open: goTo('/pits'),
    act: async (page) => {
      await page.locator('summary').click();
      await allLive(page);
    },
  },
  { name: 'menu-account', open: goTo('/pits'), act: press('Account') },
  { name: 'menu-workshops', open: goTo('/pits'), act: press('Workshop') },
  {
    name: 'dialog-new-workshop',
    open: goTo('/pits'),
    act: async (page) => {
      await press('Workshop')(page);
      await press('New workshop')(page);
    },
  },
  { name: 'dialog-add-pit', open: goTo('/pits'), act: press('Add pit') },
  {
    name: 'pit',
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await pause(3000);
    },
  },
  {
    name: 'pit-staff',
    arrange: (page) => asRole(page, 'staff'),
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await pause(3000);
    },
  },
  ...[
    ['', 1],
    ['-month', 30],
  ].map(([suffix, days]) => ({
    name: `pit-history${suffix}`,
    arrange: (page) => answer(page, HISTORY, json(troubledHistory(days))),
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      if (days > 1) await page.getByLabel(`${days} days`).check();
      await showHistory(page);
    },
  })),
  {
    name: 'pit-history-failed',
    arrange: (page) => answer(page, HISTORY, problem(500, 'internal-error')),
    open: pitPage(1),
    act: showHistory,
  },
  {
    name: 'pit-history-loading',
    arrange: (page) => page.route(HISTORY, () => undefined),
    open: pitPage(1),
    act: showHistory,
  },
  {
    name: 'pit-offline',
    arrange: async (page) => {
      const stream = {
        status: 'offline',
        since: new Date(Date.now() - 5_400_000).toISOString(),
        codec: null,
        profile: null,
        width: null,
        height: null,
        bits_per_second: null,
      };
      await change(page, PIT, (pit) => ({ ...pit, stream: { ...pit.stream, ...stream, readers: 0 } }));
      // It would tell what is live.
      await page.route('**/api/v1/events', (route) => route.abort());
      await answer(page, /\/(whep|index\.m3u8)/, { status: 404, body: '' });
    },
    open: pitPage(2),
    act: () => pause(2500),
  },
  {
    name: 'pit-stale',
    arrange: (page) => page.route('**/api/v1/events', (route) => route.abort()),
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await page.route(PIT, (route) => route.abort());
      await page.getByText(/Updates stopped \d/).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'pit-reconnecting',
    arrange: (page) => page.route(/\/(whep|index\.m3u8)/, (route) => route.abort()),
    open: pitPage(2),
    act: () => pause(3500),
  },
  {
    name: 'pit-denied',
    arrange: (page) => answer(page, TOKEN, problem(403, 'forbidden')),
    open: pitPage(2),
    act: () => pause(1000),
  },
  {
    name: 'pit-no-camera',
    arrange: (page) => change(page, PIT, (pit) => ({ ...pit, camera: null })),
    open: pitPage(3),
  },
  {
    name: 'pit-failed',
    arrange: (page) => answer(page, PIT, problem(503, 'not-ready')),
    open: pitPage(3),
  },
  { name: 'pit-not-found', open: goTo('/pits/987654') },
  { name: 'dialog-rename', open: pitPage(1), act: press('Rename') },
  { name: 'dialog-delete-pit', open: pitPage(1), act: press('Delete pit') },
  ...CAMERA_SCENES,
  ...WATCHING_SCENES,
  ...DIAGNOSIS_SCENES,
  ...MEDIA_SERVER_SCENES,
  ...ALERT_SCENES,
  { name: 'account', open: goTo('/account') },
  { name: 'page-not-found', open: goTo('/no-such-page') },
];
