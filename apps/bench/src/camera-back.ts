// Time from the return of a camera to its picture on our pit page in Chromium, without a click. The baseline is the same
// product with CAMERA_RETURN_CHECKS=false: the media server alone reconnects, every 5 s.
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { figure, type Figure, quantile } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import { json, type Pit, type Product, signIn, startBrowser, startProduct } from './product.js';
import type { RunContext } from './types.js';

const CAMERAS = 3;
const CAMERA = { user: 'bench', password: 'p@ss/w?rd#1' };
/** Time between the returns of two cameras, so that the browser is not busy with another picture. */
const RETURN_INTERVAL_MS = 3000;
/** Shortest outage, and the time that is added at random. Each outage falls on another moment of the retries. */
const OUTAGE_MS = { min: 8000, random: 5000 };
const GOAL_MS = { median: 2000, p90: 3000 };
const WAITS = '[data-state="waiting"][data-transport]';
const PLAYS = '[data-state="live"][data-transport]';

/** A product with cameras, and the page of each one's pit. */
interface TestBench {
  readonly product: Product;
  readonly cameras: readonly { readonly camera: SampleCamera; readonly page: Page }[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function measureCameraBack({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const times: Record<'on' | 'off', number[]> = { on: [], off: [] };
  const benches: TestBench[] = [];
  try {
    const open = async (setting: string) => {
      const product = await startProduct(path.join(folder, `camera-back-${setting}`), findMediaMtx(), {
        CAMERA_RETURN_CHECKS: setting,
      });
      const bench = { product, cameras: await openPages(browser, product) };
      benches.push(bench);
      return bench;
    };
    const [on, off] = [await open('true'), await open('false')];
    for (let round = 0; round < slices(7); round += 1) {
      times.on.push(...(await measureOutage(on)));
      times.off.push(...(await measureOutage(off)));
    }
  } finally {
    for (const { cameras } of benches) await Promise.all(cameras.map(({ camera }) => camera.stop()));
    await browser.close();
    await Promise.all(benches.map(({ product }) => stop(product.child)));
  }
  print(
    `Times with the checks: ${times.on.map(Math.round).join(' ')}; without: ${times.off.map(Math.round).join(' ')}`,
  );
  return figures(times.on, times.off);
}

async function openPages(browser: Browser, product: Product): Promise<TestBench['cameras']> {
  const context = await browser.newContext();
  const headers = await signIn(context, product);
  const call = async <Body>(method: 'post' | 'put', address: string, data: object) =>
    json<Body>(await context.request[method](`${product.origin}/api/v1${address}`, { headers, data }));
  const { id } = await call<{ id: number }>('post', '/workshops', { name: 'Bench' });
  const cameras = [];
  for (let number = 1; number <= CAMERAS; number += 1) {
    const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
    const pit = await call<Pit>('post', `/workshops/${id}/pits`, { number });
    const address = { kind: 'pull', host: '127.0.0.1', port: camera.port, path: '/stream1', ...CAMERA };
    await call('put', `/pits/${pit.id}/camera`, address);
    const page = await context.newPage();
    await page.goto(`${product.origin}/pits/${pit.id}`);
    await until(page, PLAYS);
    cameras.push({ camera, page });
  }
  return cameras;
}

/** Switches all cameras off, and on one after the other. @returns Milliseconds from each return to its picture. */
async function measureOutage({ cameras }: TestBench): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(cameras.map(({ camera }) => camera.stop()));
  await Promise.all(cameras.map(({ page }) => until(page, WAITS)));
  await pause(OUTAGE_MS.min + OUTAGE_MS.random * Math.random());
  for (const { camera, page } of cameras) {
    await pause(RETURN_INTERVAL_MS * (0.5 + Math.random()));
    await page.bringToFront();
    const began = performance.now();
    await camera.restart();
    await until(page, PLAYS);
    times.push(performance.now() - began);
  }
  return times;
}

async function until(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached', timeout: 45_000 });
}

function figures(ours: readonly number[], theirs: readonly number[]): Figure[] {
  const line = { unit: 'ms', better: 'lower' } as const;
  const at = (share: number) => ({ ours: [quantile(ours, share)], theirs: [quantile(theirs, share)] });
  const promised = (share: number, ms: number) => ({ ours: [quantile(ours, share)], theirs: [ms] });
  return [
    figure({
      ...line,
      ...at(0.5),
      name: 'a camera that returns: its picture, median, against no checks',
      goal: 0.35,
    }),
    figure({ ...line, ...at(0.9), name: 'the same, 90 % of all, against no checks', goal: 0.5 }),
    figure({
      ...line,
      ...promised(0.5, GOAL_MS.median),
      name: 'the same, median, against what is promised',
      goal: 1,
    }),
    figure({
      ...line,
      ...promised(0.9, GOAL_MS.p90),
      name: 'the same, 90 % of all, against what is promised',
      goal: 1,
    }),
  ];
}
