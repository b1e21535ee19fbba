// Time from the click on a pit to its moving picture with key frame intervals of 1, 2 and 4 s: our pit page, the same page
// without the HLS preroll (WHEP alone), and the reader page of the media server.
import { type SampleClip, type SamplePublisher, startSamplePublisher } from '@ppf/sample-cameras';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { figure, type Figure, quantile, shuffled } from './figures.js';
import { findMediaMtx, type MediaMtx } from './media-server.js';
import { stop } from './processes.js';
import {
  type Credentials,
  json,
  type Pit,
  type Product,
  recordFirstFrame,
  signIn,
  startBrowser,
  startProduct,
} from './product.js';
import type { RunContext } from './types.js';

declare global {
  interface Window {
    /** Set in the page by `recordFrameAfterClick`. */
    shownAfter?: number | undefined;
  }
  interface Navigator {
    readonly connection: object;
  }
}

/** Clips by their key frame interval in seconds. */
const CLIPS = new Map<KeyFrameSeconds, SampleClip>([
  [1, 'push'],
  [2, 'key-2s'],
  [4, 'key-4s'],
]);

const PROMISED_MS = { median: 250, p90: 400 };

/** The video tiles of the wall have started by then; only the click is measured. */
const SETTLE_MS = 1500;

/** Goal against WHEP alone by key frame interval: WHEP waits half an interval on average. */
const RATIO_GOALS = new Map<KeyFrameSeconds, number>([
  [1, 0.5],
  [2, 0.33],
  [4, 0.2],
]);

interface Workshop {
  readonly pits: ReadonlyMap<KeyFrameSeconds, Pit>;
  readonly staff: Credentials;
}

interface Contender {
  open(): Promise<unknown>;
  /** Returns the milliseconds until the moving picture. */
  visit(pit: Pit, key: KeyFrameSeconds): Promise<number>;
  leave(): Promise<unknown>;
}

type KeyFrameSeconds = 1 | 2 | 4;

type ContenderName = 'ours' | 'whep' | 'theirs';

export async function measureInstantPicture({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const mediaMtx = findMediaMtx();
  const product = await startProduct(path.join(folder, 'instant'), mediaMtx);
  const cameras: SamplePublisher[] = [];
  try {
    const workshop = await openWorkshop(browser, product, cameras);
    const contenders = await createContenders(browser, product, workshop);
    const names = Object.keys(contenders) as ContenderName[];
    const times = new Map<string, number[]>(
      names.flatMap((name) => [...CLIPS.keys()].map((key) => [`${name} ${key}`, []] as [string, number[]])),
    );
    for (let round = 0; round < slices(8); round += 1)
      for (const name of shuffled(names))
        for (const { key, time } of await visitAll(contenders[name], workshop.pits))
          times.get(`${name} ${key}`)?.push(time);
    return [...CLIPS.keys()].flatMap((key) =>
      figuresOf(key, (name) => times.get(`${name} ${key}`) ?? [], mediaMtx),
    );
  } finally {
    await Promise.all(cameras.map((camera) => camera.stop()));
    await browser.close();
    await stop(product.child);
  }
}

/**
 * Visits every pit once, after one visit that warms the page up and does not count. The page of a contender is empty while
 * the others are measured, because a page that plays would slow them down.
 */
async function visitAll(
  contender: Contender,
  pits: Workshop['pits'],
): Promise<{ key: KeyFrameSeconds; time: number }[]> {
  const keys = shuffled([...pits.keys()]);
  const results: { key: KeyFrameSeconds; time: number }[] = [];
  await contender.open();
  for (const key of [...keys.slice(-1), ...keys])
    results.push({ key, time: await contender.visit(pits.get(key) as Pit, key) });
  await contender.leave();
  return results.slice(1);
}

/** Creates a workshop with three cameras that publish, and a staff member. */
async function openWorkshop(
  browser: Browser,
  product: Product,
  cameras: SamplePublisher[],
): Promise<Workshop> {
  const admin = await browser.newContext();
  const headers = await signIn(admin, product);
  const call = async <Body>(method: 'post' | 'put', address: string, data?: object) =>
    json<Body>(
      await admin.request[method](`${product.origin}/api/v1${address}`, { headers, ...(data && { data }) }),
    );
  const { id } = await call<{ id: number }>('post', '/workshops', { name: 'Bench' });
  const pits = new Map<KeyFrameSeconds, Pit>();
  for (const [key, clip] of CLIPS) {
    const pit = await call<Pit>('post', `/workshops/${id}/pits`, { number: key });
    await call('put', `/pits/${pit.id}/camera`, { kind: 'push' });
    const { publish_url: url } = await call<{ publish_url: string }>('post', `/pits/${pit.id}/publish-key`);
    cameras.push(await untilPublishing(() => startSamplePublisher({ url, clip })));
    pits.set(key, pit);
  }
  const staff = { email: 'bench-staff@example.org', password: randomBytes(18).toString('base64url') };
  await call('post', `/workshops/${id}/members`, { ...staff, display_name: 'Staff', role: 'staff' });
  await admin.close();
  return { pits, staff };
}

/** Publishes until the media server accepts it: the reconciler creates the path after the camera is saved. */
async function untilPublishing(publish: () => Promise<SamplePublisher>): Promise<SamplePublisher> {
  for (const until = Date.now() + 15_000; ;) {
    try {
      return await publish();
    } catch (refusal) {
      if (Date.now() > until) throw refusal;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

async function createContenders(
  browser: Browser,
  product: Product,
  { staff }: Workshop,
): Promise<Record<ContenderName, Contender>> {
  const signedInPage = async (...scripts: (() => void)[]) => {
    const context = await browser.newContext();
    await signIn(context, { ...product, credentials: staff });
    const page = await context.newPage();
    for (const script of scripts) await page.addInitScript(script);
    await page.addInitScript(recordFrameAfterClick);
    return page;
  };
  const withPreroll = await signedInPage();
  const whepAlone = await signedInPage(enableDataSaver);
  const plain = await browser.newContext();
  const byClick = (page: Page): Contender => ({
    open: () => page.goto(`${product.origin}/pits`),
    visit: (pit, key) => click(page, pit, key),
    leave: () => page.goto('about:blank'),
  });
  return {
    ours: byClick(withPreroll),
    whep: byClick(whepAlone),
    theirs: {
      open: async () => undefined,
      visit: (pit, key) => visitReaderPage(plain, product, staff, pit, key),
      leave: async () => undefined,
    },
  };
}

/** Runs in the page: with the data saver the player skips the HLS preroll. */
function enableDataSaver(): void {
  Object.defineProperty(navigator.connection, 'saveData', { get: () => true });
}

/** Runs in the page: records when a video that was added after the last click shows its first frame, in ms since it. */
function recordFrameAfterClick(): void {
  const old = new WeakSet<HTMLVideoElement>();
  const videos = () => document.querySelectorAll('video');
  let clickedAt: number | null = null;
  document.addEventListener(
    'click',
    () => {
      clickedAt = performance.now();
      window.shownAfter = undefined;
      videos().forEach((video) => old.add(video));
    },
    true,
  );
  const observeVideos = () => {
    for (const video of videos()) {
      if (old.has(video)) continue;
      old.add(video);
      const since = clickedAt;
      video.requestVideoFrameCallback((now) => {
        if (since !== null && since === clickedAt) window.shownAfter ??= now - since;
      });
    }
  };
  new MutationObserver(observeVideos).observe(document, { childList: true, subtree: true });
}

/** Opens a pit from the wall by a click at a random moment between two key frames. */
async function click(page: Page, pit: Pit, key: KeyFrameSeconds): Promise<number> {
  const tile = page.locator(`a[href$="/pits/${pit.number}"]`);
  await tile.waitFor();
  await atRandomMoment(key);
  await tile.click();
  const time = await untilValue(page, () => window.shownAfter);
  await page.getByRole('link', { name: 'Back to the pits' }).click();
  return time;
}

/** Opens the reader page of the media server by navigation. */
async function visitReaderPage(
  context: BrowserContext,
  product: Product,
  staff: Credentials,
  pit: Pit,
  key: KeyFrameSeconds,
): Promise<number> {
  const headers = await signIn(context, { ...product, credentials: staff });
  await atRandomMoment(key);
  const response = await context.request.post(`${product.origin}/api/v1/streams/token`, {
    headers,
    data: { pit_id: pit.id },
  });
  const { token, webrtc_url: whep } = await json<{ token: string; webrtc_url: string }>(response);
  const page = await context.newPage();
  await page.addInitScript(recordFirstFrame);
  await page.goto(`${whep.replace(/whep$/, '')}?token=${token}`, { waitUntil: 'commit' });
  const time = await untilValue(page, () => window.firstFrameAt);
  await page.close();
  return time;
}

/** Waits in the page until `read` returns a value. */
async function untilValue(page: Page, read: () => number | undefined): Promise<number> {
  const value = await page.waitForFunction(read, undefined, { timeout: 20_000, polling: 50 });
  return (await value.jsonValue()) ?? NaN;
}

const atRandomMoment = (seconds: number) =>
  new Promise((resolve) => setTimeout(resolve, SETTLE_MS + Math.random() * seconds * 1000));

function figuresOf(
  key: KeyFrameSeconds,
  timesOf: (name: ContenderName) => readonly number[],
  mediaMtx: MediaMtx | undefined,
): Figure[] {
  const ours = timesOf('ours');
  const name = `click to moving picture, key frames each ${key} s`;
  const line = { unit: 'ms', better: 'lower' } as const;
  // Sorted, because the time of the next key frame is random: short waits are compared with short waits.
  const sorted = (times: readonly number[]) => [...times].sort((a, b) => a - b);
  const against = (text: string, times: readonly number[], goal: number) =>
    figure({ ...line, name: `${name}, ${text}`, ours: sorted(ours), theirs: sorted(times), goal });
  return [
    ...(
      [
        ['median', 0.5],
        ['p90', 0.9],
      ] as const
    ).map(([word, share]) =>
      figure({
        ...line,
        name: `${name}, ${word} against what is promised`,
        ours: [quantile(ours, share)],
        theirs: [PROMISED_MS[word]],
        goal: 1,
      }),
    ),
    against('against WHEP alone', timesOf('whep'), RATIO_GOALS.get(key) ?? NaN),
    against(
      `against the reader page of ${mediaMtx ? `MediaMTX ${mediaMtx.version}` : 'the simulator'}`,
      timesOf('theirs'),
      1,
    ),
  ];
}
