// From navigation to the first picture: our pit page against the media server's own reader page, fresh browser contexts.
/* global document, window, MutationObserver -- in the functions that run in the page */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../chromium.mjs';
import { figure, mean, shuffled } from './figures.mjs';
import { findMediaMtx } from './media-server.mjs';
import { freePort, freePortsInARow, root, start, stop, untilAnswers } from './processes.mjs';

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** The sample cameras send a key frame each second. */
const KEY_FRAME_INTERVAL = 1000;

/** Navigations a contender and round: each starts in another fifth of the key-frame interval. */
const PHASES = [0, 1, 2, 3, 4];

/** Everything on one machine, with its sample workshop. */
async function startProduct(folder, mediaMtx) {
  const data = path.join(folder, 'data');
  const port = await freePort();
  const child = start('standalone', process.execPath, [path.join(root, 'apps/standalone/dist/main.js')], {
    log: path.join(folder, 'standalone.log'),
    env: {
      PORT: String(port),
      DATA_DIR: data,
      MEDIAMTX_DOWNLOAD: 'off',
      MEDIAMTX_BIN: mediaMtx?.command ?? '',
      MEDIAMTX_RTSP_PORT: String(await freePort()),
      MEDIAMTX_WEBRTC_PORT: String(await freePort()),
      MEDIAMTX_HLS_PORT: String(await freePort()),
      MEDIAMTX_API_PORT: String(await freePort()),
      MEDIAMTX_WEBRTC_UDP_PORT: String(await freePort()),
      SAMPLE_CAMERAS_PORT: String(await freePortsInARow(4)),
      ...(mediaMtx ? {} : { PATH: pathWithoutMediaMtx() }),
    },
  });
  const origin = `http://localhost:${port}`;
  await untilAnswers(`${origin}/health/ready`, { child, seconds: 120 });
  const lines = readFileSync(path.join(data, 'sign-in.txt'), 'utf8');
  const [email, password] = ['email', 'password'].map(
    (key) => new RegExp(`^${key}: (.*)$`, 'm').exec(lines)[1],
  );
  return { child, origin, credentials: { email, password } };
}

/** The simulator is wanted: no folder of the PATH may offer the real one. */
function pathWithoutMediaMtx() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.filter((folder) => !existsSync(path.join(folder, 'mediamtx'))).join(path.delimiter);
}

/** Notes when the page shows its first video frame, in ms since the navigation began. */
function noteFirstFrame() {
  const watched = new WeakSet();
  const look = () => {
    for (const video of document.querySelectorAll('video')) {
      if (watched.has(video)) continue;
      watched.add(video);
      video.requestVideoFrameCallback((now) => (window.firstFrameAt ??= now));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

async function json(response) {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}.`);
  return response.json();
}

async function signedIn(context, { origin, credentials }) {
  const { access_token: token } = await json(
    await context.request.post(`${origin}/api/v1/auth/login`, { data: credentials }),
  );
  return { authorization: `Bearer ${token}` };
}

/** The pit with the number 1, once the media server has it live. */
async function livePit(context, product) {
  const headers = await signedIn(context, product);
  const { items: workshops } = await json(
    await context.request.get(`${product.origin}/api/v1/workshops`, { headers }),
  );
  const address = `${product.origin}/api/v1/workshops/${workshops[0].id}/pits`;
  const until = Date.now() + 30_000;
  for (;;) {
    const { items } = await json(await context.request.get(address, { headers }));
    const pit = items.find(({ number }) => number === 1);
    if (pit?.stream.status === 'live') return { pit, headers };
    if (Date.now() > until) throw new Error(`Pit 1 is ${pit?.stream.status} and not live.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Milliseconds from navigation to picture in `page`. */
async function navigate(page, address) {
  await page.addInitScript(noteFirstFrame);
  await page.goto(address, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(() => window.firstFrameAt, undefined, {
    timeout: 20_000,
    polling: 50,
  });
  return shown.jsonValue();
}

export async function measureFirstFrame({ folder, slices, say }) {
  const executablePath = findChromium();
  if (!executablePath) {
    say('Left out: the first frame. No Chromium found: install it, or name it in CHROMIUM_BIN.');
    return [];
  }
  const mediaMtx = findMediaMtx();
  const product = await startProduct(folder, mediaMtx);
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  try {
    const contenders = await makeContenders(browser, product);
    for (const run of Object.values(contenders)) await run();
    const rounds = { ours: [], theirs: [] };
    for (let round = 0; round < slices(4); round += 1) {
      const times = await oneRound(contenders);
      for (const name of Object.keys(rounds)) rounds[name].push(mean(times[name]));
    }
    return [
      figure({
        name: `first frame from navigation, against the reader page of ${mediaMtx ? `MediaMTX ${mediaMtx.version}` : 'the simulator'}`,
        unit: 'ms',
        ...rounds,
        goal: 0.95,
        better: 'lower',
      }),
    ];
  } finally {
    await browser.close();
    await stop(product.child);
  }
}

/** Both contenders at each phase, in another order each time: a round's figure is the mean over the phases. */
async function oneRound(contenders) {
  const times = { ours: [], theirs: [] };
  const visits = PHASES.flatMap((phase) => Object.keys(contenders).map((name) => ({ phase, name })));
  for (const { phase, name } of shuffled(visits)) {
    times[name].push(await contenders[name](phase));
  }
  return times;
}

/** Waits for a moment in the given fifth of the key-frame interval. */
function untilPhase(phase) {
  const part = KEY_FRAME_INTERVAL / PHASES.length;
  const wanted = phase * part + Math.random() * part;
  const wait = (wanted - (Date.now() % KEY_FRAME_INTERVAL) + KEY_FRAME_INTERVAL) % KEY_FRAME_INTERVAL;
  return new Promise((resolve) => setTimeout(resolve, wait));
}

/** What a person's browser keeps after a sign-in through the page. */
async function sessionOfPerson(browser, { origin, credentials }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email', { exact: true }).fill(credentials.email);
  await page.getByLabel('Password', { exact: true }).fill(credentials.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/pits');
  const session = await context.storageState();
  await context.close();
  return session;
}

async function makeContenders(browser, product) {
  const staff = await browser.newContext();
  const { pit, headers } = await livePit(staff, product);
  let session = await sessionOfPerson(browser, product);
  return {
    // The refresh cookie rotates: each visit hands its cookie to the next.
    async ours(phase = 0) {
      const context = await browser.newContext({ storageState: session });
      const page = await context.newPage();
      await untilPhase(phase);
      const time = await navigate(page, `${product.origin}/pits/${pit.id}`);
      session = await context.storageState();
      await context.close();
      return time;
    },
    async theirs(phase = 0) {
      const { token, webrtc_url: whep } = await json(
        await staff.request.post(`${product.origin}/api/v1/streams/token`, {
          headers,
          data: { pit_id: pit.id },
        }),
      );
      const context = await browser.newContext();
      const page = await context.newPage();
      const address = `${whep.replace(/whep$/, '')}?token=${token}`;
      await untilPhase(phase);
      const time = await navigate(page, address);
      await context.close();
      return time;
    },
  };
}
