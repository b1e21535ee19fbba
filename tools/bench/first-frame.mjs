// From navigation to the first picture: our pit page against the media server's own reader page, fresh browser contexts.
/* global window -- in the functions that run in the page */
import { figure, mean, shuffled } from './figures.mjs';
import { findMediaMtx } from './media-server.mjs';
import { stop } from './processes.mjs';
import { json, livePit, noteFirstFrame, sessionOfPerson, startBrowser, startProduct } from './product.mjs';

/** The sample cameras send a key frame each second. */
const KEY_FRAME_INTERVAL = 1000;

/** Navigations a contender and round: each starts in another fifth of the key-frame interval. */
const PHASES = [0, 1, 2, 3, 4];

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
  const browser = await startBrowser(say);
  if (!browser) return [];
  const mediaMtx = findMediaMtx();
  const product = await startProduct(folder, mediaMtx);
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
