import { randomBytes } from 'node:crypto';
import type { Pit } from '@ppf/contracts';
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import type { Page } from 'playwright-core';
import type { Credentials } from '../world/api-client';
import { expect, test } from './fixtures';
import { asMember, asVisitor, type World } from './world';
import { waitFor } from '../world/wait-for';

const CAMERA = { user: 'admin', password: 'first-load' };
const PIT_COUNT = 9;

/** What the browser transferred from the product, without a cache and without the media server. */
interface Transfer {
  readonly bytes: number;
  /** Method and path of each request, in order. */
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
      await waitFor(`pit ${pitId} is live`, 30_000, async () => {
        const { stream } = await admin.pit(pitId);
        if (stream.status !== 'live') throw new Error(`it is ${stream.status}`);
        return stream;
      });
  });
  test.afterAll(() => camera?.stop());

  test('of the sign-in page is small', async ({ world }) => {
    const transfer = await load(world, '/sign-in', null, (page) =>
      page.getByRole('button', { name: 'Sign in', exact: true }).waitFor(),
    );
    expect(transfer.requests.length, transfer.requests.join('\n')).toBeLessThanOrEqual(12);
    expect(transfer.bytes).toBeLessThanOrEqual(120_000);
  });

  test('of the page with nine pits is small until its first picture', async ({ world }) => {
    const transfer = await load(world, '/pits', staff, firstPicture);
    expect(transfer.requests.length, transfer.requests.join('\n')).toBeLessThanOrEqual(15);
    expect(transfer.bytes).toBeLessThanOrEqual(200_000);
    const ofPits = transfer.requests.filter((request) => /\/pits\?|\/streams\/token/.test(request));
    expect(ofPits).toEqual([
      expect.stringMatching(/^GET \/api\/v1\/workshops\/\d+\/pits\?/),
      'POST /api/v1/streams/tokens',
    ]);
  });

  test('of the page of a pit is small until its first picture', async ({ world }) => {
    const transfer = await load(world, `/pits/${pits[0]?.id}`, staff, firstPicture);
    expect(transfer.bytes, transfer.requests.join('\n')).toBeLessThanOrEqual(230_000);
  });
});

async function firstPicture(page: Page): Promise<void> {
  await page.waitForFunction(() => window.probe.presented > 0, undefined, { polling: 20 });
}

/** Loads a page and counts until it is shown. @param user null: without a sign-in */
async function load(
  world: World,
  path: string,
  user: Credentials | null,
  untilShown: (page: Page) => Promise<void>,
): Promise<Transfer> {
  const { origin } = world.product;
  const requests = new Map<string, string>();
  let bytes = 0;
  const body = async ({ page }: { page: Page }): Promise<void> => {
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    network.on('Network.requestWillBeSent', ({ requestId, request: { method, url } }) => {
      if (url.startsWith(origin)) requests.set(requestId, `${method} ${url.slice(origin.length)}`);
    });
    network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      if (requests.has(requestId)) bytes += encodedDataLength;
    });
    network.on('Network.responseReceived', ({ requestId, response }) => {
      if (requests.has(requestId)) bytes += response.encodedDataLength;
    });
    await page.goto(`${origin}${path}`, { waitUntil: 'commit' });
    await untilShown(page);
  };
  await (user ? asMember(world, user, {}, body) : asVisitor(world, {}, body));
  return { bytes, requests: [...requests.values()] };
}
