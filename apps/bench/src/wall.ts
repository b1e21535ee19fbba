// Time from the navigation to /pits until every picture moves, against the build in BENCH_BASE and against the reader
// pages of the media server in one window, each in a new browser context.
import { startSampleCamera } from '@ppf/sample-cameras';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { figure, type Figure, shuffled } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { recordMotion, untilAllMove } from './motion.js';
import { stop } from './processes.js';
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
import type { RunContext } from './types.js';

const CAMERA = { user: 'bench', password: 'p@ss/w?rd#1' };
const CLIPS = ['pit-1', 'pit-2', 'pit-3', 'pit-4'] as const;
/** How long all pictures play while frames and main-thread work are counted, ms. */
const PLAYING_MS = 10_000;

/** A product with a workshop whose pits are all live, and the session of a browser that is signed in. */
interface Wall {
  readonly product: Product;
  readonly pits: readonly Pit[];
  readonly staff: BrowserContext;
  session: BrowserSession;
}

export async function measureWall({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const base = process.env['BENCH_BASE'];
  if (!base) print('Without BENCH_BASE, the folder of another build, there is no comparison with one.');
  const figures: Figure[] = [];
  const cameras = await Promise.all(CLIPS.map((clip) => startSampleCamera({ ...CAMERA, port: 0, clip })));
  const ports = cameras.map(({ port }) => port);
  try {
    for (const tiles of [9, 16]) {
      const walls: Record<string, Wall> = {
        ours: await openWall(browser, { folder: path.join(folder, `wall-${tiles}`), ports, tiles }),
        ...(base && {
          base: await openWall(browser, { folder: path.join(folder, `base-${tiles}`), ports, tiles, base }),
        }),
      };
      try {
        const measured = await measureRounds(browser, walls, tiles, slices(4));
        figures.push(...figuresOf(measured, tiles));
      } finally {
        for (const { product } of Object.values(walls)) await stop(product.child);
      }
    }
    return figures;
  } finally {
    await browser.close();
    for (const camera of cameras) await camera.stop();
  }
}

type Measured = Record<string, { moving: number[]; work: number[]; dropped: number[] }>;

async function measureRounds(
  browser: Browser,
  walls: Record<string, Wall>,
  tiles: number,
  rounds: number,
): Promise<Measured> {
  const measured: Measured = {};
  const names = [...Object.keys(walls), ...(tiles === 9 ? ['readers'] : [])];
  // The first visit of each warms up the servers.
  for (let round = -1; round < rounds; round += 1) {
    for (const name of shuffled(names)) {
      const wall = walls[name] ?? walls['ours'];
      if (!wall) continue;
      const visit = name === 'readers' ? await visitReaders(browser, wall) : await visitWall(browser, wall);
      if (round < 0) continue;
      const rows = (measured[name] ??= { moving: [], work: [], dropped: [] });
      rows.moving.push(visit.moving);
      rows.work.push(visit.work);
      rows.dropped.push(visit.dropped);
    }
  }
  return measured;
}

interface Visit {
  /** From the navigation until every picture moves, ms. */
  readonly moving: number;
  /** Main-thread work of the page from the navigation on, s. */
  readonly work: number;
  /** Share of dropped frames while all pictures play. */
  readonly dropped: number;
}

async function visitWall(browser: Browser, wall: Wall): Promise<Visit> {
  const context = await browser.newContext({ storageState: wall.session, viewport: VIEWPORT });
  const page = await context.newPage();
  const visit = await visitPage(page, wall.pits.length, () =>
    page.goto(`${wall.product.origin}/pits`, { waitUntil: 'commit' }),
  );
  wall.session = await context.storageState();
  await context.close();
  return visit;
}

const VIEWPORT = { width: 1440, height: 900 };

/** Opens the reader pages of all pits as frames of one page. */
async function visitReaders(browser: Browser, { product, pits, staff }: Wall): Promise<Visit> {
  const headers = await signIn(staff, product);
  const addresses = await Promise.all(
    pits.map(async ({ id }) => {
      const { token, webrtc_url: whep } = await json<{ token: string; webrtc_url: string }>(
        await staff.request.post(`${product.origin}/api/v1/streams/token`, { headers, data: { pit_id: id } }),
      );
      return `${whep.replace(/whep$/, '')}?token=${token}`;
    }),
  );
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const frames = addresses.map(
    (address) => `<iframe src="${address}" width="460" height="260" allow="autoplay"></iframe>`,
  );
  // A separate server: Chromium allows no other page to load frames from the loopback interface.
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html>${frames.join('')}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const visit = await visitPage(page, pits.length, () =>
    page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' }),
  );
  server.close();
  await context.close();
  return visit;
}

async function visitPage(page: Page, tiles: number, open: () => Promise<unknown>): Promise<Visit> {
  await page.addInitScript(recordMotion);
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable');
  await open();
  const began = await page.evaluate(() => performance.timeOrigin);
  const moving = await untilAllMove(page, tiles);
  const before = await frameCounts(page);
  await page.waitForTimeout(PLAYING_MS);
  const after = await frameCounts(page);
  const { metrics: values } = await metrics.send('Performance.getMetrics');
  const total = after.total - before.total;
  return {
    moving: moving - began,
    work: values.find(({ name }) => name === 'TaskDuration')?.value ?? NaN,
    dropped: total > 0 ? (after.dropped - before.dropped) / total : NaN,
  };
}

/** Decoded and dropped frames of all videos of a page. */
async function frameCounts(page: Page): Promise<{ total: number; dropped: number }> {
  const counts = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() =>
        [...document.querySelectorAll('video')].map((video) => {
          const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
          return { total: totalVideoFrames, dropped: droppedVideoFrames };
        }),
      ),
    ),
  );
  const sum = (key: 'total' | 'dropped') => counts.flat().reduce((all, count) => all + count[key], 0);
  return { total: sum('total'), dropped: sum('dropped') };
}

/** Starts a product whose only workshop has pits with sample cameras, and waits until all are live. */
async function openWall(
  browser: Browser,
  { folder, ports, tiles, base }: { folder: string; ports: readonly number[]; tiles: number; base?: string },
): Promise<Wall> {
  const product = await startProduct(folder, findMediaMtx(), {}, base);
  const staff = await browser.newContext();
  const headers = await signIn(staff, product);
  const call = async <Body>(method: 'get' | 'post' | 'put', address: string, data?: object) =>
    json<Body>(
      await staff.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { items } = await call<{ items: { id: number }[] }>('get', '/workshops');
  const workshop = items[0]?.id;
  const existing = await call<{ items: Pit[] }>('get', `/workshops/${workshop}/pits`);
  for (let number = existing.items.length + 1; number <= tiles; number += 1) {
    const pit = await call<Pit>('post', `/workshops/${workshop}/pits`, { number });
    const port = ports[number % ports.length];
    await call('put', `/pits/${pit.id}/camera`, {
      kind: 'pull',
      host: '127.0.0.1',
      port,
      path: '/stream1',
      ...CAMERA,
    });
  }
  for (const end = Date.now() + 120_000; ;) {
    const { items: pits } = await call<{ items: Pit[] }>('get', `/workshops/${workshop}/pits`);
    if (pits.every(({ stream }) => stream.status === 'live'))
      return { product, pits, staff, session: await signInOnPage(browser, product) };
    if (Date.now() > end) throw new Error('Not every pit became live.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function figuresOf({ ours, base, readers }: Measured, tiles: number): Figure[] {
  if (!ours) return [];
  const rows: Figure[] = [];
  const add = (
    name: string,
    unit: string,
    key: 'moving' | 'work',
    theirs: Measured[string] | undefined,
    goal: number,
  ) => {
    if (theirs)
      rows.push(figure({ name, unit, ours: ours[key], theirs: theirs[key], goal, better: 'lower' }));
  };
  if (tiles === 9) {
    add('wall of 9: all pictures move, against the other build', 'ms', 'moving', base, 0.5);
    add('wall of 9: all pictures move, against 9 reader pages', 'ms', 'moving', readers, 0.5);
  } else {
    add(`wall of ${tiles}: main-thread work, against the other build`, 's', 'work', base, 0.6);
    rows.push(
      figure({
        name: `wall of ${tiles}: dropped frames, against 1 %`,
        unit: '%',
        ours: ours.dropped.map((share) => share * 100),
        theirs: ours.dropped.map(() => 1),
        goal: 1,
        better: 'lower',
      }),
    );
  }
  return rows;
}
