// Every page and every state of it that can be made to stand still. A state that a healthy installation does not have
// is made by answering for the API; nothing is changed there.
import { setTimeout as pause } from 'node:timers/promises';

const PITS = /\/api\/v1\/workshops\/\d+\/pits/;
const PIT = /\/api\/v1\/pits\/\d+$/;
const HISTORY = /\/api\/v1\/pits\/\d+\/history/;
const CAMERA_TEST = '**/camera/test';
const TOKEN = '**/api/v1/streams/token';
const SYSTEM = '**/api/v1/system';
const REFRESH = '**/api/v1/auth/refresh';

const problem = (status, code) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: `/api/docs/problems#${code}`, title: code, status, code }),
});
const json = (body, status = 200) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
const answer = (page, url, what) => page.route(url, (route) => route.fulfill(what));
/** Lets the API answer, and changes what it said. */
const change = (page, url, edit) =>
  page.route(url, async (route) => {
    const told = await route.fetch();
    await route.fulfill({ response: told, json: edit(await told.json()) });
  });
const asRole = (page, role) =>
  change(page, REFRESH, (grant) => ({
    ...grant,
    user: { ...grant.user, role, workshop_id: grant.user.workshop_id ?? 1 },
  }));
const step = (name, ms, fault = null) => ({ step: name, ok: true, ms, fault });
const TESTED = {
  ok: true,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 41),
    step('describe', 96),
    step('play', 120),
    step('video', 6000, {
      code: 'long-key-frame-interval',
      severity: 'warning',
      sentence:
        'The camera sends a complete picture (key frame) too seldom, so viewers wait for the first one.',
      fix: 'Set the I-frame interval (key frame, GOP) in the camera to one second, and switch off “smart codec”, “H.264+” and the like.',
    }),
  ],
  video: {
    codec: 'H264',
    profile: 'Main',
    level: '4.0',
    width: 1920,
    height: 1080,
    frame_rate: 25,
    bitrate: 2_140_000,
    key_frame_interval_ms: 4000,
    b_frames: false,
    watched_ms: 6000,
  },
  snapshot_jpeg: null,
  snapshot_gap: {
    code: 'no-ffmpeg',
    sentence: 'This server has no FFmpeg, which makes the snapshot. The test itself does not need it.',
  },
};
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
const goTo = (where) => (page) => page.goto(where);
const untilLive = (page) =>
  page.locator('[data-state="live"]').first().waitFor({ state: 'attached', timeout: 20_000 });
const allLive = async (page) => {
  await untilLive(page);
  await page
    .waitForFunction(() => !globalThis.document.querySelector('[data-state="connecting"]'), null, {
      timeout: 8_000,
    })
    .catch(() => undefined);
  await pause(1500);
};
const press = (name) => (page) => page.getByRole('button', { name, exact: true }).click();
const pitPage = (number) => async (page) => {
  await page.goto('/pits');
  await page.getByRole('link', { name: new RegExp(`\\bPit ${number}\\b`) }).click();
  await page.waitForURL(/\/pits\/\d+/);
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
  { name: 'dialog-camera', open: pitPage(1), act: press('Edit') },
  {
    name: 'dialog-camera-push',
    open: pitPage(1),
    act: async (page) => {
      await press('Edit')(page);
      await page.getByRole('radio', { name: /The camera sends it/ }).check();
    },
  },
  {
    name: 'dialog-camera-brand',
    open: pitPage(1),
    act: async (page) => {
      await press('Edit')(page);
      await page.getByRole('textbox', { name: 'RTSP address' }).fill('192.168.1.20');
      await page.getByLabel('Brand of the camera').selectOption('hikvision');
      await page.getByText('What to set in the camera').click();
    },
  },
  {
    name: 'dialog-camera-address-fault',
    open: pitPage(1),
    act: async (page) => {
      await press('Edit')(page);
      await page.getByRole('textbox', { name: 'RTSP address' }).fill('rtsp://169.254.169.254/');
      await press('Test the camera')(page);
      await page.getByText('The camera cannot be seen').waitFor();
    },
  },
  {
    name: 'dialog-camera-testing',
    arrange: (page) => page.route(CAMERA_TEST, () => undefined),
    open: pitPage(1),
    act: press('Test'),
  },
  {
    name: 'dialog-camera-tested',
    // The API lets one test a camera at a time, and ten a minute.
    arrange: (page) => answer(page, CAMERA_TEST, json(TESTED)),
    open: pitPage(1),
    act: async (page) => {
      await press('Test')(page);
      await page.getByText('The camera works').waitFor();
    },
  },
  { name: 'dialog-rename', open: pitPage(1), act: press('Rename') },
  { name: 'dialog-delete-pit', open: pitPage(1), act: press('Delete pit') },
  {
    name: 'dialog-publish-key',
    arrange: async (page) => {
      await change(page, PIT, (pit) => ({
        ...pit,
        camera: { ...pit.camera, kind: 'push', host: null, has_publish_key: true },
      }));
      const at = 'cameras.example.com:8554/workshop-1/pit-1';
      const key = 'b8Zk0vN2w8q7b1ExampleOnly';
      await answer(
        page,
        '**/publish-key',
        json(
          {
            user: 'pit-1',
            key,
            publish_url: `rtsp://pit-1:${key}@${at}`,
            publish_url_with_query: `rtsp://${at}?token=${key}`,
          },
          201,
        ),
      );
    },
    open: pitPage(1),
    act: async (page) => {
      await press('New key')(page);
      await press('Replace the key')(page);
    },
  },
  { name: 'account', open: goTo('/account') },
  { name: 'page-not-found', open: goTo('/no-such-page') },
];
