// From the click on a pit to its moving picture, at key frames each 1, 2 and 4 s: our pit page as it is, the same page
// without the preroll (WHEP alone), and the media server's own reader page.
/* global document, window, navigator, MutationObserver -- in the functions that run in the page */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { figure, quantile, shuffled } from './figures.mjs';
import { findMediaMtx } from './media-server.mjs';
import { stop } from './processes.mjs';
import { json, noteFirstFrame, signedIn, startBrowser, startProduct } from './product.mjs';

/** Clips by the seconds between their key frames. */
const CLIPS = new Map([
  [1, 'push'],
  [2, 'key-2s'],
  [4, 'key-4s'],
]);

/** What is promised, ms. */
const PROMISED = { median: 250, p90: 400 };

/** The wall's own pictures have begun by then, ms: a click is measured, not what came before it. */
const SETTLED_AFTER = 1500;

/** Times as fast as WHEP alone, by the seconds between key frames: the wait for one is half of them on average. */
const SOONER = new Map([
  [1, 0.5],
  [2, 0.33],
  [4, 0.2],
]);

export async function measureInstantPicture({ folder, slices, say }) {
  const browser = await startBrowser(say);
  if (!browser) return [];
  const mediaMtx = findMediaMtx();
  const product = await startProduct(path.join(folder, 'instant'), mediaMtx);
  const cameras = [];
  try {
    const workshop = await openWorkshop(browser, product, cameras);
    const contenders = await makeContenders(browser, product, workshop);
    const names = Object.keys(contenders);
    const times = new Map(names.flatMap((name) => [...CLIPS.keys()].map((key) => [`${name} ${key}`, []])));
    for (let round = 0; round < slices(8); round += 1)
      for (const name of shuffled(names))
        for (const { key, time } of await visitAll(contenders[name], workshop.pits))
          times.get(`${name} ${key}`).push(time);
    return [...CLIPS.keys()].flatMap((key) =>
      figuresOf(key, (name) => times.get(`${name} ${key}`), mediaMtx),
    );
  } finally {
    await Promise.all(cameras.map((camera) => camera.stop()));
    await browser.close();
    await stop(product.child);
  }
}

/**
 * Every pit once, and one before that warms the page up and is not counted. A contender has the machine to itself: its page
 * is empty while it is another's turn, since a page that plays would slow whoever is measured.
 */
async function visitAll(contender, pits) {
  const keys = shuffled([...pits.keys()]);
  const found = [];
  await contender.open();
  for (const key of [keys.at(-1), ...keys])
    found.push({ key, time: await contender.visit(pits.get(key), key) });
  await contender.leave();
  return found.slice(1);
}

/** A workshop of three cameras that push, and somebody of its staff. */
async function openWorkshop(browser, product, cameras) {
  const { startSamplePublisher } = createRequire(import.meta.url)('@ppf/sample-cameras');
  const admin = await browser.newContext();
  const headers = await signedIn(admin, product);
  const call = async (method, address, data) =>
    json(
      await admin.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { id } = await call('post', '/workshops', { name: 'Bench' });
  const pits = new Map();
  for (const [key, clip] of CLIPS) {
    const pit = await call('post', `/workshops/${id}/pits`, { number: key });
    await call('put', `/pits/${pit.id}/camera`, { kind: 'push' });
    const { publish_url: url } = await call('post', `/pits/${pit.id}/publish-key`);
    cameras.push(await untilPublishing(() => startSamplePublisher({ url, clip })));
    pits.set(key, pit);
  }
  const staff = { email: 'bench-staff@example.org', password: randomBytes(18).toString('base64url') };
  await call('post', `/workshops/${id}/members`, { ...staff, display_name: 'Staff', role: 'staff' });
  await admin.close();
  return { pits, staff };
}

/** The media server learns of a camera a moment after the database. */
async function untilPublishing(publish) {
  for (const until = Date.now() + 15_000; ;) {
    try {
      return await publish();
    } catch (refusal) {
      if (Date.now() > until) throw refusal;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

async function makeContenders(browser, product, { staff }) {
  const signedInPage = async (...scripts) => {
    const context = await browser.newContext();
    await signedIn(context, { ...product, credentials: staff });
    const page = await context.newPage();
    for (const script of scripts) await page.addInitScript(script);
    await page.addInitScript(noteFrameAfterClick);
    return page;
  };
  const bridged = await signedInPage();
  const alone = await signedInPage(saveData);
  const plain = await browser.newContext();
  const byClick = (page) => ({
    open: () => page.goto(`${product.origin}/pits`),
    visit: (pit, key) => click(page, pit, key),
    leave: () => page.goto('about:blank'),
  });
  return {
    ours: byClick(bridged),
    whep: byClick(alone),
    theirs: {
      open: async () => {},
      visit: (pit, key) => visitReaderPage(plain, product, staff, pit, key),
      leave: async () => {},
    },
  };
}

/** In the page: a reason for the player to leave the preroll away. */
function saveData() {
  Object.defineProperty(navigator.connection, 'saveData', { get: () => true });
}

/** In the page: notes when a video that came after the newest click shows its first frame, in ms since that click. */
function noteFrameAfterClick() {
  const old = new WeakSet();
  const videos = () => document.querySelectorAll('video');
  let clickedAt = null;
  document.addEventListener(
    'click',
    () => {
      clickedAt = performance.now();
      window.shownAfter = undefined;
      videos().forEach((video) => old.add(video));
    },
    true,
  );
  const look = () => {
    for (const video of videos()) {
      if (old.has(video)) continue;
      old.add(video);
      const since = clickedAt;
      video.requestVideoFrameCallback((now) => {
        if (since !== null && since === clickedAt) window.shownAfter ??= now - since;
      });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** From the wall to a pit by a click, at a random moment between two key frames. */
async function click(page, pit, key) {
  const tile = page.locator(`a[href$="/pits/${pit.number}"]`);
  await tile.waitFor();
  await atAnyMoment(key);
  await tile.click();
  const time = await shown(page, () => window.shownAfter);
  await page.getByRole('link', { name: 'Back to the pits' }).click();
  return time;
}

/** The media server's own page, by navigation. */
async function visitReaderPage(context, product, staff, pit, key) {
  const headers = await signedIn(context, { ...product, credentials: staff });
  await atAnyMoment(key);
  const asked = await context.request.post(`${product.origin}/api/v1/streams/token`, {
    headers,
    data: { pit_id: pit.id },
  });
  const { token, webrtc_url: whep } = await json(asked);
  const page = await context.newPage();
  await page.addInitScript(noteFirstFrame);
  await page.goto(`${whep.replace(/whep$/, '')}?token=${token}`, { waitUntil: 'commit' });
  const time = await shown(page, () => window.firstFrameAt);
  await page.close();
  return time;
}

async function shown(page, time) {
  const found = await page.waitForFunction(time, undefined, { timeout: 20_000, polling: 50 });
  return found.jsonValue();
}

const atAnyMoment = (seconds) =>
  new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER + Math.random() * seconds * 1000));

function figuresOf(key, timesOf, mediaMtx) {
  const ours = timesOf('ours');
  const name = `click to moving picture, key frames each ${key} s`;
  const line = { unit: 'ms', better: 'lower' };
  // Sorted, so that short waits stand beside short ones: when the next key frame comes is chance.
  const sorted = (times) => [...times].sort((a, b) => a - b);
  const beside = (text, times, goal) =>
    figure({ ...line, name: `${name}, ${text}`, ours: sorted(ours), theirs: sorted(times), goal });
  return [
    ...[
      ['median', 0.5],
      ['p90', 0.9],
    ].map(([word, share]) =>
      figure({
        ...line,
        name: `${name}, ${word} against what is promised`,
        ours: [quantile(ours, share)],
        theirs: [PROMISED[word]],
        goal: 1,
      }),
    ),
    beside('against WHEP alone', timesOf('whep'), SOONER.get(key)),
    beside(
      `against the reader page of ${mediaMtx ? `MediaMTX ${mediaMtx.version}` : 'the simulator'}`,
      timesOf('theirs'),
      1,
    ),
  ];
}
