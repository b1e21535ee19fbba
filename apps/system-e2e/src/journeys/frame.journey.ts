import { expect, test } from './fixtures';
import type { Page } from 'playwright-core';
import { startSamplePublisher } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { asOperator, asVisitor, untilLive } from './world';

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['phone on its side', { width: 800, height: 360 }],
  ['tablet', { width: 820, height: 1180 }],
  ['desk', { width: 1440, height: 900 }],
] as const;

// The shell scrolls inside its frame. The document itself never scrolls, on any page and in any size.
/** Its history has an outage, which the page lists for screen readers. */
let withOutage: Pit;

test.beforeAll(async ({ world }) => {
  const { admin, workshop } = world;
  withOutage = await admin.createPit(workshop.id, 51);
  await admin.putCamera(withOutage.id, { kind: 'push' });
  const { publish_url: url } = await admin.makePublishKey(withOutage.id);
  const publisher = await waitFor(
    () => startSamplePublisher({ url, clip: 'push' }),
    'the camera may publish',
    { withinMs: 15_000 },
  );
  await untilLive(world, withOutage.id);
  await publisher.stop();
  await waitFor(
    async () => (await admin.pit(withOutage.id)).stream.status === 'offline',
    'the camera is offline',
    { withinMs: 15_000 },
  );
});
test.afterAll(async ({ world }) => void (await world.admin.deletePit(withOutage.id)));

for (const [size, viewport] of SIZES)
  test(`fits every page into the window of a ${size}`, async ({ world }) => {
    await asVisitor(world, { viewport }, async ({ page, signIn }) => {
      await signIn.open();
      await expectFits(page, '/sign-in');
    });
    await asOperator(world, { viewport }, async ({ page, pits, pit }) => {
      const { steady } = world.workshop;
      await pits.open();
      await expectFits(page, '/pits');
      await pit.open(steady.id);
      await pit.reaches(['live'], 15_000);
      await expectFits(page, 'a pit');
      await pit.open(withOutage.id);
      await waitFor(async () => (await pit.outages()).length > 0, 'the outage is listed', {
        withinMs: 20_000,
      });
      await expectFits(page, 'a pit whose history has an outage');
      const camera = `/pits/${steady.id}/camera`;
      const setup = [`${camera}/new`, `${camera}/edit`, `/pits/${withOutage.id}/camera/edit?step=key`];
      const others = [
        '/pits/import',
        '/alerts',
        '/media-servers',
        '/media-servers/capacity',
        '/account',
        '/help',
      ];
      for (const address of [camera, ...setup, ...others, '/nowhere', '/pits/999999']) {
        await page.goto(world.product.origin + address);
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await expectFits(page, address);
      }
    });
  });

/** Fails when the document can scroll, also after the main area was scrolled to its end. */
async function expectFits(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.scrollTo(0, main.scrollHeight);
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { right: scrollWidth - innerWidth, below: scrollHeight - innerHeight };
  });
  expect({ where, ...beyond }).toEqual({ where, right: 0, below: 0 });
}
