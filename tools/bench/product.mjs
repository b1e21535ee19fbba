// The whole product on one machine, as `npm start` runs it, and a browser in front of it.
/* global document, window, MutationObserver -- in the functions that run in the page */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../chromium.mjs';
import { freePort, freePortsInARow } from './free-ports.mjs';
import { root, start, untilAnswers } from './processes.mjs';

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

/** A browser; undefined, with a line, where there is none. */
export async function startBrowser(say) {
  const executablePath = findChromium();
  if (executablePath) return chromium.launch({ executablePath, args: BROWSER_FLAGS });
  say('Left out: what a browser shows. No Chromium found: install it, or name it in CHROMIUM_BIN.');
  return undefined;
}

/** Everything on one machine, with its sample workshop. */
export async function startProduct(folder, mediaMtx) {
  // PostgreSQL runs as another user where the bench runs as root.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const data = path.join(folder, 'data');
  const port = await freePort();
  const apiPort = await freePort();
  const child = start('standalone', process.execPath, [path.join(root, 'apps/standalone/dist/main.js')], {
    log: path.join(folder, 'standalone.log'),
    env: {
      PORT: String(port),
      HOOK_PORT: String(await freePort()),
      DATA_DIR: data,
      MEDIAMTX_DOWNLOAD: 'off',
      MEDIAMTX_BIN: mediaMtx?.command ?? '',
      MEDIAMTX_RTSP_PORT: String(await freePort()),
      MEDIAMTX_WEBRTC_PORT: String(await freePort()),
      MEDIAMTX_HLS_PORT: String(await freePort()),
      MEDIAMTX_API_PORT: String(apiPort),
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
  return { child, origin, apiPort, credentials: { email, password } };
}

/** The simulator is wanted: no folder of the PATH may offer the real one. */
function pathWithoutMediaMtx() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.filter((folder) => !existsSync(path.join(folder, 'mediamtx'))).join(path.delimiter);
}

/** Notes when the page shows its first video frame, in ms since the navigation began. */
export function noteFirstFrame() {
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

export async function json(response) {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}.`);
  return response.json();
}

export async function signedIn(context, { origin, credentials }) {
  const { access_token: token } = await json(
    await context.request.post(`${origin}/api/v1/auth/login`, { data: credentials }),
  );
  return { authorization: `Bearer ${token}` };
}

/** The pit with the number 1, once the media server has it live. */
export async function livePit(context, product) {
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

/** What a person's browser keeps after a sign-in through the page. */
export async function sessionOfPerson(browser, { origin, credentials }) {
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
