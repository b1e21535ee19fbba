import { test } from './fixtures';
import type { Page } from 'playwright-core';
import { startSecondMediaServer, type SecondMediaServer } from '../world/second-media-server';
import { waitFor } from '@ppf/testing';
import { asOperator, type Pages } from './world';
import { expectMovingPicture } from './moving-picture';

/** The workshop of the foreign pit. */
const WORKSHOP = 'Harbour Lane';

let second: SecondMediaServer | undefined;
test.beforeAll(async ({ world }) => {
  second = await startSecondMediaServer(world.target, world.product);
});
test.afterAll(() => second?.stop());

test('keeps playing while the workshop moves to another media server, and back by a drain', async ({
  world,
}) => {
  const { admin, workshop } = world;
  if (!second) throw new Error('There is no second media server.');
  const { request } = second;
  const own = (await admin.mediaServers()).items.find((each) => each.is_configured);
  if (!own) throw new Error('The product has no media server.');
  await admin.addMediaServer(request);
  await asOperator(world, {}, async ({ page, pit }) => {
    const opened = whepAddresses(page);
    await pit.open(workshop.foreign.id);
    const playsAt = async (url: string): Promise<void> => {
      await waitFor(() => opened.at(-1)?.startsWith(`${url}/`), `it plays at ${url}`, {
        withinMs: 15_000,
      });
      await pit.playsOver('webrtc', 15_000);
      await expectMovingPicture(pit);
    };
    await playsAt(own.webrtc_url);
    await asOperator(world, {}, async ({ servers }) => {
      await servers.open();
      await servers.move(WORKSHOP, own.name, request.name);
      await playsAt(request.webrtc_url);
      await says(servers, request.name, /In use.* Live 1 of 1 Viewers [12] Workshops 1 /i);
      await servers.drain(request.name);
      await playsAt(own.webrtc_url);
      await says(servers, request.name, /Drained.* Live 0 of 0 Viewers 0 Workshops 0 /i);
      await servers.remove(request.name);
    });
  });
});

/** Waits until the page, which polls, shows a text of the server. */
function says(servers: Pages['servers'], name: string, what: RegExp): Promise<unknown> {
  return waitFor(
    async () => {
      const text = await servers.says(name);
      if (!what.test(text)) throw new Error(text);
      return text;
    },
    `${name} says ${what}`,
    { withinMs: 10_000 },
  );
}

/** Where the page opened WHEP sessions, oldest first. */
function whepAddresses(page: Page): readonly string[] {
  const addresses: string[] = [];
  page.on('response', (response) => {
    const opened = response.request().method() === 'POST' && response.status() === 201;
    const [address = ''] = response.url().split('?');
    if (opened && address.endsWith('/whep')) addresses.push(address);
  });
  return addresses;
}
