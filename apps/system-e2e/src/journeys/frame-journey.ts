import type { Page } from 'playwright-core';
import { startSamplePublisher } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import { waitFor } from '../world/wait-for';
import { asOperator, asVisitor, type TheWorld, untilLive } from '../world/world';

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['phone on its side', { width: 800, height: 360 }],
  ['tablet', { width: 820, height: 1180 }],
  ['desk', { width: 1440, height: 900 }],
] as const;

/** The shell scrolls inside its frame: the document itself never does, on no page and in no size. */
export function frameJourney(world: TheWorld): void {
  /** Its history has an outage, which the page lists for screen readers. */
  let fallen: Pit;

  beforeAll(async () => {
    const { admin, workshop } = world();
    fallen = await admin.createPit(workshop.id, 51);
    await admin.putCamera(fallen.id, { kind: 'push' });
    const { publish_url: url } = await admin.makePublishKey(fallen.id);
    const publisher = await waitFor('the camera may publish', 15_000, () =>
      startSamplePublisher({ url, clip: 'push' }),
    );
    await untilLive(world(), fallen.id);
    await publisher.stop();
    await waitFor('the camera is offline', 15_000, async () =>
      (await admin.pit(fallen.id)).stream.status === 'offline' ? true : undefined,
    );
  }, 60_000);
  afterAll(() => world().admin.deletePit(fallen.id));

  it.each(SIZES)(
    'holds every page in the window of a %s',
    async (_, viewport) => {
      await asVisitor(world(), { viewport }, async ({ page, signIn }) => {
        await signIn.open();
        await expectHeld(page, '/sign-in');
      });
      await asOperator(world(), { viewport }, async ({ page, pits, pit }) => {
        const { steady } = world().workshop;
        await pits.open();
        await expectHeld(page, '/pits');
        await pit.open(steady.id);
        await pit.reaches(['live'], 15_000);
        await expectHeld(page, 'a pit');
        await pit.open(fallen.id);
        await waitFor('the outage is listed', 20_000, async () =>
          (await pit.outages()).length > 0 ? true : undefined,
        );
        await expectHeld(page, 'a pit whose history has an outage');
        const camera = `/pits/${steady.id}/camera`;
        const setup = [`${camera}/new`, `${camera}/edit`, `/pits/${fallen.id}/camera/edit?step=key`];
        const others = [
          '/pits/import',
          '/alerts',
          '/media-servers',
          '/media-servers/capacity',
          '/account',
          '/help',
        ];
        for (const address of [camera, ...setup, ...others, '/nowhere', '/pits/999999']) {
          await page.goto(world().product.origin + address);
          await page.locator('main h1').first().waitFor({ state: 'attached' });
          await expectHeld(page, address);
        }
      });
    },
    120_000,
  );
}

/** Also after somebody has scrolled to the end of everything. */
async function expectHeld(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.scrollTo(0, main.scrollHeight);
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { right: scrollWidth - innerWidth, below: scrollHeight - innerHeight };
  });
  expect({ where, ...beyond }).toEqual({ where, right: 0, below: 0 });
}
