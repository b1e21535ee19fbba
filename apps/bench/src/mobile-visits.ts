// Program of the row `mobile`: arguments are the folder and the number of rounds, and its message is the figures. Each
// visit is a new browser context, on a processor that is four times slower.
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { figure, type Figure, shuffled } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { stopAll } from './processes.js';
import {
  type BrowserSession,
  json,
  type Pit,
  type Product,
  signIn,
  signInOnPage,
  startBrowser,
  startProduct,
} from './product.js';
import { openSlowLink } from './slow-link.js';
import { recordMotion, untilAllMove } from './motion.js';

const CAMERA = { user: 'bench', password: 'p@ss/w?rd#1' };
const PIT_COUNT = 9;
const KEY_FRAME_INTERVAL_MS = 2_000;
/** How much slower than this machine a phone is. */
const CPU_SLOWDOWN = 4;
const VIEWPORT = { width: 820, height: 1180 };
/** Goals of the ratio to the reader pages of the media server. */
const GOALS = { pit: 0.6, wall: 0.5 };

type PageName = keyof typeof GOALS;
type Contender = 'ours' | 'theirs';

/** A workshop whose pits are all live, and the session of a browser that is signed in. */
interface Site {
  readonly product: Product;
  readonly pits: readonly Pit[];
  readonly staff: BrowserContext;
  session: BrowserSession;
}

async function measure(folder: string, rounds: number): Promise<Figure[]> {
  spawnSync('ip', ['link', 'set', 'lo', 'up']);
  const link = await openSlowLink(folder, process.env['CHROMIUM_BIN'] ?? '');
  const browser = await startBrowser(console.log, link.browser);
  const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'key-2s' });
  if (!browser) return [];
  try {
    const mediaMtx = findMediaMtx();
    const product = await startProduct(path.join(folder, 'mobile'), mediaMtx, {}, undefined, link.server);
    const site = await openSite(browser, product, camera);
    const times = await visitAll(browser, site, rounds);
    const reader = `the reader page of ${mediaMtx ? `MediaMTX ${mediaMtx.version}` : 'the simulator'}`;
    return [
      figureOf(`4G: first picture of a pit, against ${reader}`, 'pit', times),
      figureOf(`4G: all ${PIT_COUNT} pits move, against as many frames with ${reader}`, 'wall', times),
    ];
  } finally {
    await browser.close();
    await camera.stop();
    await stopAll();
    link.close();
  }
}

type Times = Record<PageName, Record<Contender, number[]>>;

function figureOf(name: string, page: PageName, times: Times): Figure {
  // Sorted, because the time of the next key frame is random: short waits are compared with short waits.
  const sorted = (contender: Contender) => [...times[page][contender]].sort((a, b) => a - b);
  const [ours, theirs] = [sorted('ours'), sorted('theirs')];
  return figure({ name, unit: 'ms', ours, theirs, goal: GOALS[page], better: 'lower' });
}

async function visitAll(browser: Browser, site: Site, rounds: number): Promise<Times> {
  const times: Times = { pit: { ours: [], theirs: [] }, wall: { ours: [], theirs: [] } };
  const visits = (['pit', 'wall'] as const).flatMap((page) =>
    (['ours', 'theirs'] as const).map((contender) => ({ page, contender })),
  );
  // The first visit of each warms up the servers.
  for (let round = -1; round < rounds; round += 1) {
    for (const { page, contender } of shuffled(visits)) {
      const pits = page === 'pit' ? site.pits.slice(0, 1) : site.pits;
      const time = await (contender === 'ours'
        ? visitOurs(browser, site, pits)
        : visitReaders(browser, site, pits));
      if (round < 0) continue;
      console.log(`${page}, ${contender}: ${Math.round(time)} ms`);
      times[page][contender].push(time);
    }
  }
  return times;
}

async function visitOurs(browser: Browser, site: Site, pits: readonly Pit[]): Promise<number> {
  const context = await browser.newContext({ storageState: site.session, viewport: VIEWPORT });
  const [pit] = pits;
  const address = pits.length === 1 ? `/pits/${pit?.id}` : '/pits';
  const time = await visit(context, `${site.product.origin}${address}`, pits.length);
  // The refresh cookie rotates: each visit uses the cookie of the previous one.
  site.session = await context.storageState();
  await context.close();
  return time;
}

async function visitReaders(
  browser: Browser,
  { product, staff }: Site,
  pits: readonly Pit[],
): Promise<number> {
  const addresses = await Promise.all(pits.map((pit) => readerAddress(staff, product, pit)));
  const context = await browser.newContext({ viewport: VIEWPORT });
  const frames = addresses.length > 1 ? await serveFrames(addresses, new URL(product.origin).hostname) : null;
  const time = await visit(context, frames?.address ?? addresses[0] ?? '', pits.length);
  frames?.server.close();
  await context.close();
  return time;
}

async function readerAddress(staff: BrowserContext, product: Product, pit: Pit): Promise<string> {
  const headers = await signIn(staff, product);
  const { token, webrtc_url: whep } = await json<{ token: string; webrtc_url: string }>(
    await staff.request.post(`${product.origin}/api/v1/streams/token`, { headers, data: { pit_id: pit.id } }),
  );
  return `${whep.replace(/whep$/, '')}?token=${token}`;
}

/** Serves a page with a frame for each address. It is of the same site, so that all frames share a slow processor. */
async function serveFrames(
  addresses: readonly string[],
  host: string,
): Promise<{ server: Server; address: string }> {
  const frames = addresses.map(
    (address) => `<iframe src="${address}" width="260" height="160" allow="autoplay"></iframe>`,
  );
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html>${frames.join('')}`);
  }).listen(0, host);
  await once(server, 'listening');
  return { server, address: `http://${host}:${(server.address() as AddressInfo).port}/` };
}

/** Returns the milliseconds from the navigation until all pictures move. */
async function visit(context: BrowserContext, address: string, pictures: number): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(recordMotion);
  await slowDown(page);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * KEY_FRAME_INTERVAL_MS));
  await page.goto(address, { waitUntil: 'commit' });
  const began = await page.evaluate(() => performance.timeOrigin);
  return (await untilAllMove(page, pictures)) - began;
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

/** Creates a workshop whose pits show one camera with a key frame every two seconds, and a member. */
async function openSite(browser: Browser, product: Product, { port }: SampleCamera): Promise<Site> {
  const admin = await browser.newContext();
  const headers = await signIn(admin, product);
  const call = async <Body>(method: 'get' | 'post' | 'put', address: string, data?: object) =>
    json<Body>(
      await admin.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { id } = await call<{ id: number }>('post', '/workshops', { name: 'Mobile' });
  for (let number = 1; number <= PIT_COUNT; number += 1) {
    const pit = await call<Pit>('post', `/workshops/${id}/pits`, { number });
    const address = { host: '127.0.0.1', port, path: '/stream1' };
    await call('put', `/pits/${pit.id}/camera`, { kind: 'pull', ...address, ...CAMERA });
  }
  const credentials = { email: 'mobile@example.org', password: randomBytes(18).toString('base64url') };
  const member = { ...credentials, display_name: 'Mobile', role: 'staff' };
  await call('post', `/workshops/${id}/members`, member);
  for (const end = Date.now() + 120_000; ;) {
    const { items: pits } = await call<{ items: Pit[] }>('get', `/workshops/${id}/pits`);
    if (pits.every(({ stream }) => stream.status === 'live')) {
      const ofMember = { ...product, credentials };
      const session = await signInOnPage(browser, ofMember);
      return { product: ofMember, pits, staff: await browser.newContext(), session };
    }
    if (Date.now() > end) throw new Error('Not every pit became live.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const [folder = '', rounds = ''] = process.argv.slice(2);
const figures = await measure(folder, Number(rounds));
process.send?.(figures, () => process.exit());
