import { randomBytes } from 'node:crypto';
import type { Pit } from '@ppf/contracts';
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import type { Page } from 'playwright-core';
import type { Credentials } from '../world/api-client';
import { expect, test } from './fixtures';
import { asMember, asVisitor, type World } from './world';
import { waitFor } from '@ppf/testing';

const CAMERA = { user: 'admin', password: 'first-load' };
const PIT_COUNT = 9;

/** What the browser transferred from the product, without the media server. */
interface Transfer {
  readonly bytes: number;
  /** Method and path of each request that the cache did not answer, in order. */
  readonly requests: readonly string[];
}

test.describe('a first load', () => {
  let camera: SampleCamera;
  let pits: Pit[];
  let staff: Credentials;

  test.beforeAll(async ({ world: { admin } }) => {
    camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
    const { id } = await admin.createWorkshop('First Load');
    pits = [];
    for (let number = 1; number <= PIT_COUNT; number += 1) {
      const pit = await admin.createPit(id, number);
      const address = { host: '127.0.0.1', port: camera.port, path: '/stream1' };
      await admin.putCamera(pit.id, { kind: 'pull', ...address, ...CAMERA });
      pits.push(pit);
    }
    staff = { email: 'first-load@example.org', password: randomBytes(18).toString('base64url') };
    await admin.createMember(id, { ...staff, display_name: 'First load', role: 'staff' });
    for (const { id: pitId } of pits)
      await waitFor(
        async () => {
          const { stream } = await admin.pit(pitId);
          if (stream.status !== 'live') throw new Error(`it is ${stream.status}`);
          return stream;
        },
        `pit ${pitId} is live`,
        { withinMs: 30_000 },
      );
  });
  test.afterAll(() => camera?.stop());

  test('of the sign-in page is small', async ({ world }) => {
    await asVisitor(world, {}, async ({ page }) => {
      const transfer = await load(world, page, '/sign-in', () =>
        page.getByRole('button', { name: 'Sign in', exact: true }).waitFor(),
      );
      expect(transfer.requests.length, transfer.requests.join('\n')).toBeLessThanOrEqual(12);
      expect(transfer.bytes).toBeLessThanOrEqual(120_000);
    });
  });

  test('of the page with nine pits is small until its first picture, and the next one starts all sessions early', async ({
    world,
  }) => {
    await asMember(world, staff, { before: [rememberSignIn] }, async ({ page }) => {
      const first = await load(world, page, '/pits', () => firstPicture(page));
      expect(first.requests.length, first.requests.join('\n')).toBeLessThanOrEqual(15);
      expect(first.bytes).toBeLessThanOrEqual(200_000);
      expect(first.requests.filter(isOfPits)).toEqual([GET_PITS, 'POST /api/v1/streams/tokens']);
      await allPictures(page);

      const next = await load(world, page, '/pits', () => allPictures(page));
      expect(next.requests.filter(isOfPits)).toEqual(['POST /api/v1/streams/tokens', GET_PITS]);
      // The sessions that started early are those of the tiles: no tile opened one of its own.
      expect(await page.evaluate(() => window.probe.peers.length)).toBe(PIT_COUNT);
      // The responses of the API are most of it; the files of the page come from the cache.
      expect(next.requests.filter((request) => /\.(?:js|css|woff2)$/.test(request))).toEqual([]);
      expect(next.bytes, next.requests.join('\n')).toBeLessThanOrEqual(50_000);
    });
  });

  test('of the page of a pit is small until its first picture', async ({ world }) => {
    await asMember(world, staff, { before: [rememberSignIn] }, async ({ page }) => {
      const transfer = await load(world, page, `/pits/${pits[0]?.id}`, () => firstPicture(page));
      expect(transfer.bytes, transfer.requests.join('\n')).toBeLessThanOrEqual(230_000);
    });
  });
});

const GET_PITS: unknown = expect.stringMatching(/^GET \/api\/v1\/workshops\/\d+\/pits\?/);
const isOfPits = (request: string) => /\/pits\?|\/streams\/token/.test(request);

/** Runs in the page before its scripts: the members of this journey are signed in by cookie, and not on the sign-in page. */
function rememberSignIn(): void {
  localStorage.setItem('ppf-signed-in', 'yes');
}

async function firstPicture(page: Page): Promise<void> {
  await page.waitForFunction(() => window.probe.presented > 0, undefined, { polling: 20 });
}

async function allPictures(page: Page): Promise<void> {
  await expect(page.locator('li [data-state="live"]')).toHaveCount(PIT_COUNT, { timeout: 30_000 });
}

/** Loads a page and counts what is transferred until it is shown. */
async function load(
  { product: { origin } }: World,
  page: Page,
  path: string,
  untilShown: () => Promise<void>,
): Promise<Transfer> {
  const requests = new Map<string, string>();
  let bytes = 0;
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.requestWillBeSent', ({ requestId, request: { method, url } }) => {
    if (url.startsWith(origin)) requests.set(requestId, `${method} ${url.slice(origin.length)}`);
  });
  network.on('Network.requestServedFromCache', ({ requestId }) => requests.delete(requestId));
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) bytes += encodedDataLength;
  });
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (requests.has(requestId)) bytes += response.encodedDataLength;
  });
  await page.goto(`${origin}${path}`, { waitUntil: 'commit' });
  await untilShown();
  await network.detach();
  return { bytes, requests: [...requests.values()] };
}
