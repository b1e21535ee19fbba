// Bytes and requests of the first load of a page in a new browser context, as the browser counts them with headers.
import type { Browser, Page } from 'playwright-core';
import { figure, type Figure } from './figures.js';
import { findMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import {
  type BrowserSession,
  type Product,
  recordFirstFrame,
  signInOnPage,
  startBrowser,
  startProduct,
  untilLivePit,
} from './product.js';
import type { RunContext } from './types.js';

/** Limits of a first load. Requests to the media server are not part of them. */
const LIMITS = {
  'sign-in': { kilobytes: 120, requests: 12 },
  'all pits': { kilobytes: 200, requests: 15 },
  'one pit': { kilobytes: 230, requests: 20 },
};
type PageName = keyof typeof LIMITS;

interface Transfer {
  kilobytes: number;
  requests: number;
}

export async function measureFirstLoad({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const browser = await startBrowser(print);
  if (!browser) return [];
  const product = await startProduct(folder, findMediaMtx());
  try {
    const staff = await browser.newContext();
    const { pit } = await untilLivePit(staff, product);
    let session = await signInOnPage(browser, product);
    const transfers: Record<PageName, Transfer[]> = { 'sign-in': [], 'all pits': [], 'one pit': [] };
    for (let round = 0; round < slices(3); round += 1) {
      transfers['sign-in'].push(
        (
          await load(browser, product, '/sign-in', undefined, (page) =>
            page.getByRole('button', { name: 'Sign in', exact: true }).waitFor(),
          )
        ).transfer,
      );
      for (const [name, path] of [
        ['all pits', '/pits'],
        ['one pit', `/pits/${pit.id}`],
      ] as const) {
        const loaded = await load(browser, product, path, session, untilFirstFrame);
        transfers[name].push(loaded.transfer);
        session = loaded.session;
      }
    }
    return (Object.keys(LIMITS) as PageName[]).flatMap((name) => figuresOf(name, transfers[name]));
  } finally {
    await browser.close();
    await stop(product.child);
  }
}

async function untilFirstFrame(page: Page): Promise<void> {
  await page.waitForFunction(() => window.firstFrameAt, undefined, { timeout: 20_000, polling: 20 });
}

/** Loads a page without a cache and counts until it is shown. */
async function load(
  browser: Browser,
  { origin }: Product,
  path: string,
  session: BrowserSession | undefined,
  untilShown: (page: Page) => Promise<void>,
): Promise<{ transfer: Transfer; session: BrowserSession }> {
  const context = await browser.newContext(session ? { storageState: session } : {});
  const page = await context.newPage();
  await page.addInitScript(recordFirstFrame);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const requests = new Set<string>();
  let bytes = 0;
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith(origin)) requests.add(requestId);
  });
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) bytes += encodedDataLength;
  });
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (requests.has(requestId)) bytes += response.encodedDataLength;
  });
  await page.goto(`${origin}${path}`, { waitUntil: 'commit' });
  await untilShown(page);
  const transfer = { kilobytes: bytes / 1000, requests: requests.size };
  session = await context.storageState();
  await context.close();
  return { transfer, session };
}

function figuresOf(name: PageName, transfers: readonly Transfer[]): Figure[] {
  return (['kilobytes', 'requests'] as const).map((unit) =>
    figure({
      name: `first load of the page ${name}, against its limit`,
      unit: unit === 'kilobytes' ? 'kB' : 'requests',
      ours: transfers.map((transfer) => transfer[unit]),
      theirs: transfers.map(() => LIMITS[name][unit]),
      goal: 1,
      better: 'lower',
    }),
  );
}
