// Time from navigation to the first video frame: our pit page against the reader page of the media server, each in a new
// browser context.
import type { Browser, Page } from 'playwright-core';
import { figure, type Figure, mean, shuffled } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import {
  json,
  type Product,
  recordFirstFrame,
  signInOnPage,
  startBrowser,
  startProduct,
  untilLivePit,
} from './product.js';
import type { Rounds, RunContext } from './types.js';

/** The sample cameras send one key frame per second. */
const KEY_FRAME_INTERVAL_MS = 1000;

/** Navigations per contender and round: each starts in another fifth of the key frame interval. */
const PHASES = [0, 1, 2, 3, 4];

/** Returns the milliseconds from navigation to the first frame. */
async function navigate(page: Page, address: string): Promise<number> {
  await page.addInitScript(recordFirstFrame);
  await page.goto(address, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(() => window.firstFrameAt, undefined, {
    timeout: 20_000,
    polling: 50,
  });
  return (await shown.jsonValue()) ?? NaN;
}

type Contenders = Record<'ours' | 'theirs', (phase?: number) => Promise<number>>;

export async function measureFirstFrame({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const mediaMtx = findMediaMtx();
  const product = await startProduct(folder, mediaMtx);
  try {
    const contenders = await createContenders(browser, product);
    for (const run of Object.values(contenders)) await run();
    const rounds: Rounds = { ours: [], theirs: [] };
    for (let round = 0; round < slices(4); round += 1) {
      const times = await measureRound(contenders);
      for (const name of ['ours', 'theirs'] as const) rounds[name].push(mean(times[name]));
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

/** Measures both contenders at each phase in random order. The result of a round is the mean over the phases. */
async function measureRound(contenders: Contenders): Promise<Rounds> {
  const times: Rounds = { ours: [], theirs: [] };
  const names = ['ours', 'theirs'] as const;
  const visits = PHASES.flatMap((phase) => names.map((name) => ({ phase, name })));
  for (const { phase, name } of shuffled(visits)) {
    times[name].push(await contenders[name](phase));
  }
  return times;
}

/** Waits for a moment in the given fifth of the key frame interval. */
function untilPhase(phase: number): Promise<void> {
  const part = KEY_FRAME_INTERVAL_MS / PHASES.length;
  const wanted = phase * part + Math.random() * part;
  const wait =
    (wanted - (Date.now() % KEY_FRAME_INTERVAL_MS) + KEY_FRAME_INTERVAL_MS) % KEY_FRAME_INTERVAL_MS;
  return new Promise((resolve) => setTimeout(resolve, wait));
}

async function createContenders(browser: Browser, product: Product): Promise<Contenders> {
  const staff = await browser.newContext();
  const { pit, headers } = await untilLivePit(staff, product);
  let session = await signInOnPage(browser, product);
  return {
    // The refresh cookie rotates: each visit uses the cookie of the previous one.
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
      const { token, webrtc_url: whep } = await json<{ token: string; webrtc_url: string }>(
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
