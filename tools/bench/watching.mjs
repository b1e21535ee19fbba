// What a viewer's page shows of what happens to the stream: a view that is ended, a camera that freezes, goes and comes
// back. On our pit page in Chromium, with everything on one machine.
import { createRequire } from 'node:module';
import path from 'node:path';
import { figure } from './figures.mjs';
import { findMediaMtx } from './media-server.mjs';
import { stop } from './processes.mjs';
import { json, signedIn, startBrowser, startProduct } from './product.mjs';

/** What is promised, ms. */
const PROMISED = { revoked: 2000, stalled: 3000, back: 10_000 };
const CAMERA = { user: 'bench', password: 'p@ss/w?rd#1' };
const PLAYER = '[data-state][data-transport]';
const PLAYS = '[data-state="live"][data-transport="webrtc"]';

export async function measureWatching({ folder, slices, say }) {
  const browser = await startBrowser(say);
  if (!browser) return [];
  const product = await startProduct(path.join(folder, 'watching'), findMediaMtx());
  const { startSampleCamera } = createRequire(import.meta.url)('@ppf/sample-cameras');
  const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
  const times = { revoked: [], kicked: [], hidden: [], stalled: [], back: [] };
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

async function openBench(context, product, camera) {
  const headers = await signedIn(context, product);
  const call = async (method, address, data) =>
    json(
      await context.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { id } = await call('post', '/workshops', { name: 'Bench' });
  const pit = await call('post', `/workshops/${id}/pits`, { number: 1 });
  const address = { kind: 'pull', host: '127.0.0.1', port: camera.port, path: '/stream1', ...CAMERA };
  await call('put', `/pits/${pit.id}/camera`, address);
  return { page: await context.newPage(), product, pit, call };
}

async function measureOnce(bench, camera, times) {
  const { page, product, pit, call } = bench;
  // Ended by us: recorded, kicked, and checked to be gone.
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
  // Ended by hand at the media server: nothing recorded, and the player comes back.
  await play(bench);
  const [{ id }] = await readers(product, pit.path);
  began = performance.now();
  await fetch(`http://127.0.0.1:${product.apiPort}/v3/webrtcsessions/kick/${id}`, { method: 'POST' });
  await untilNoReaders(product, pit.path, id);
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

/** Opens the pit's page anew and waits for its picture by WebRTC. */
async function play({ page, product, pit }) {
  await page.goto(`${product.origin}/pits/${pit.id}`);
  await until(page, PLAYS);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** Milliseconds until there is such an element. */
async function until(page, selector) {
  const began = performance.now();
  await page.locator(selector).first().waitFor({ state: 'attached', timeout: 45_000 });
  return performance.now() - began;
}

/** The viewing session of the page: it is written down a moment after it began. */
async function ownSession({ pit, call }) {
  for (const end = Date.now() + 10_000; ;) {
    const { items } = await call('get', `/streams/sessions?pit_id=${pit.id}`);
    const found = items.find(({ ended_at: ended, protocol }) => ended === null && protocol === 'webrtc');
    if (found) return found;
    if (Date.now() > end) throw new Error('The viewing session was not written down.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function readers({ apiPort }, name) {
  const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/webrtcsessions/list`);
  return (await answer.json()).items.filter((session) => session.path === name);
}

/** @param id One session; absent: any of the path. */
async function untilNoReaders(product, name, id) {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const all = await readers(product, name);
    if (!all.some((session) => id === undefined || session.id === id)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The session did not end.');
}

function figures({ revoked, kicked, hidden, stalled, back }) {
  const line = { unit: 'ms', better: 'lower', goal: 1 };
  const promise = (name, ours, promised) =>
    figure({ ...line, name: `${name}, against what is promised`, ours, theirs: ours.map(() => promised) });
  return [
    figure({
      ...line,
      name: 'a view that is ended: its session gone, against a kick by hand',
      ours: revoked,
      theirs: kicked,
      goal: 10,
    }),
    promise('a view that is ended: its session gone', revoked, PROMISED.revoked),
    promise('a view that is ended: shown to the viewer', hidden, PROMISED.revoked),
    promise('a camera that freezes: marked', stalled, PROMISED.stalled),
    promise('a camera that comes back: its picture', back, PROMISED.back),
  ];
}
