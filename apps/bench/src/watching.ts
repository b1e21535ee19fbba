// Reaction of our pit page in Chromium to changes of the stream: a viewing session that is ended, a camera that freezes,
// disconnects and reconnects. Everything runs on one machine.
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { figure, type Figure } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import { json, type Pit, type Product, signIn, startBrowser, startProduct } from './product.js';
import type { RunContext } from './types.js';

const PROMISED_MS = { revoked: 2000, stalled: 3000, back: 10_000 };
const CAMERA = { user: 'bench', password: 'p@ss/w?rd#1' };
const PLAYER = '[data-state][data-transport]';
const PLAYS = '[data-state="live"][data-transport="webrtc"]';

type Times = Record<'revoked' | 'kicked' | 'hidden' | 'stalled' | 'back', number[]>;

/** A pit with a camera, and a page. */
interface TestBench {
  readonly page: Page;
  readonly product: Product;
  readonly pit: Pit;
  readonly call: ApiCall;
}

type ApiCall = <Body>(method: 'get' | 'post' | 'put', address: string, data?: object) => Promise<Body>;

interface ViewingSession {
  readonly id: string;
  readonly ended_at: string | null;
  readonly protocol: string;
}

export async function measureWatching({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const product = await startProduct(path.join(folder, 'watching'), findMediaMtx());
  const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
  const times: Times = { revoked: [], kicked: [], hidden: [], stalled: [], back: [] };
  try {
    const context = await browser.newContext();
    const bench = await openBench(context, product, camera);
    for (let round = 0; round < slices(5); round += 1) await measureOnce(bench, camera, times);
  } finally {
    await camera.stop();
    await browser.close();
    await stop(product.child);
  }
  return figures(times);
}

async function openBench(
  context: BrowserContext,
  product: Product,
  camera: SampleCamera,
): Promise<TestBench> {
  const headers = await signIn(context, product);
  const call: ApiCall = async (method, address, data) =>
    json(
      await context.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { id } = await call<{ id: number }>('post', '/workshops', { name: 'Bench' });
  const pit = await call<Pit>('post', `/workshops/${id}/pits`, { number: 1 });
  const address = { kind: 'pull', host: '127.0.0.1', port: camera.port, path: '/stream1', ...CAMERA };
  await call('put', `/pits/${pit.id}/camera`, address);
  return { page: await context.newPage(), product, pit, call };
}

async function measureOnce(bench: TestBench, camera: SampleCamera, times: Times): Promise<void> {
  const { page, product, pit, call } = bench;
  // Ended by the backend: recorded, closed, and verified.
  await play(bench);
  const own = await ownSession(bench);
  let began = performance.now();
  const revoked = call('post', `/streams/sessions/${own.id}/revocation`);
  const gone = untilNoReaders(product, pit.path).then(() => times.revoked.push(performance.now() - began));
  const hidden = page
    .locator(`${PLAYER}:not([data-state="live"])`)
    .waitFor({ state: 'attached', timeout: 15_000 })
    .then(() => times.hidden.push(performance.now() - began));
  await Promise.all([revoked, gone, hidden]);
  // Ended at the media server: not recorded, and the player reconnects.
  await play(bench);
  const [reader] = await readers(product, pit.path);
  if (!reader) throw new Error('The media server lists no reader.');
  began = performance.now();
  await fetch(`http://127.0.0.1:${product.apiPort}/v3/webrtcsessions/kick/${reader.id}`, { method: 'POST' });
  await untilNoReaders(product, pit.path, reader.id);
  times.kicked.push(performance.now() - began);
  await play(bench);
  camera.freeze();
  times.stalled.push(await until(page, `${PLAYER}:not([data-state="live"])`));
  camera.resume();
  await until(page, PLAYS);
  await camera.stop();
  await until(page, '[data-state="waiting"][data-transport]');
  await camera.restart();
  times.back.push(await until(page, PLAYS));
}

/** Opens the page of the pit and waits for its video by WebRTC. */
async function play({ page, product, pit }: TestBench): Promise<void> {
  await page.goto(`${product.origin}/pits/${pit.id}`);
  await until(page, PLAYS);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** Returns the milliseconds until an element matches. */
async function until(page: Page, selector: string): Promise<number> {
  const began = performance.now();
  await page.locator(selector).first().waitFor({ state: 'attached', timeout: 45_000 });
  return performance.now() - began;
}

/** Waits for the viewing session of the page, which is recorded after it has started. */
async function ownSession({ pit, call }: TestBench): Promise<ViewingSession> {
  for (const end = Date.now() + 10_000; ;) {
    const { items } = await call<{ items: ViewingSession[] }>('get', `/streams/sessions?pit_id=${pit.id}`);
    const found = items.find(({ ended_at: ended, protocol }) => ended === null && protocol === 'webrtc');
    if (found) return found;
    if (Date.now() > end) throw new Error('The viewing session was not recorded.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function readers({ apiPort }: Product, name: string): Promise<{ id: string; path: string }[]> {
  const response = await fetch(`http://127.0.0.1:${apiPort}/v3/webrtcsessions/list`);
  const { items } = (await response.json()) as { items: { id: string; path: string }[] };
  return items.filter((session) => session.path === name);
}

/** Waits until the path has no reader. @param id Waits for this session only. */
async function untilNoReaders(product: Product, name: string, id?: string): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const all = await readers(product, name);
    if (!all.some((session) => id === undefined || session.id === id)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The session did not end.');
}

function figures({ revoked, kicked, hidden, stalled, back }: Times): Figure[] {
  const line = { unit: 'ms', better: 'lower', goal: 1 } as const;
  const promise = (name: string, ours: readonly number[], promised: number) =>
    figure({ ...line, name: `${name}, against what is promised`, ours, theirs: ours.map(() => promised) });
  return [
    figure({
      ...line,
      name: 'a view that is ended: its session gone, against a kick by hand',
      ours: revoked,
      theirs: kicked,
      goal: 10,
    }),
    promise('a view that is ended: its session gone', revoked, PROMISED_MS.revoked),
    promise('a view that is ended: shown to the viewer', hidden, PROMISED_MS.revoked),
    promise('a camera that freezes: marked', stalled, PROMISED_MS.stalled),
    promise('a camera that comes back: its picture', back, PROMISED_MS.back),
  ];
}
