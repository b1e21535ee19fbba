import { expect, test } from './fixtures';
import type { Page } from 'playwright-core';
import { ApiProblem } from '../world/api-client';
import type { WorkshopUnderTest } from '../world/workshop-under-test';
import { asStaff, untilLive } from './world';

test('lists the pits of the user’s workshop as links, with their stream status', async ({ world }) => {
  const { steady, shaky, pushed } = world.workshop;
  for (const pit of [steady, shaky, pushed]) await untilLive(world, pit.id);
  await asStaff(world, {}, async ({ pits }) => {
    await pits.open();
    const { items } = await world.workshop.api.pits(world.workshop.id);
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([steady.id, shaky.id, pushed.id]));
    expect(await pits.pits().count()).toBe(items.length);
    for (const { number } of [steady, shaky, pushed]) {
      await pits.inState(number, /\blive\b/i).waitFor();
    }
  });
});

test('opens a pit from the list and goes back, with the focus on the page title', ({ world }) =>
  asStaff(world, {}, async ({ page, pits, pit }) => {
    await pits.open();
    await pits.pit(1).click();
    await page.waitForURL(`**/workshops/*/pits/${world.workshop.steady.number}`);
    await pit.reaches(['live'], 15_000);
    expect(await focusedElement(page)).toBe('H1');
    await page.goBack();
    await pits.shown();
  }));

for (const [what, request] of [
  ['the pit', ({ api }: WorkshopUnderTest, id: number) => api.pit(id)],
  ['a token for the pit', ({ api }: WorkshopUnderTest, id: number) => api.streamToken(id)],
  [
    'a publish key for the pit, as an owner',
    ({ owner }: WorkshopUnderTest, id: number) => owner.makePublishKey(id),
  ],
] as const)
  test(`returns 404 for ${what} when the pit belongs to another workshop`, async ({ workshop }) => {
    const problem: unknown = await request(workshop, workshop.foreign.id).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 404, problem: { code: 'pit-not-found' } });
  });

test('denies publish keys to the staff', async ({ world }) => {
  const { api, pushed } = world.workshop;
  await expect(api.makePublishKey(pushed.id)).rejects.toMatchObject({ status: 403 });
});

test('tests a camera end to end, for owners only', async ({ world }) => {
  const { api, owner, steady } = world.workshop;
  const test = await owner.testCamera(steady.id);
  expect(test.steps.map(({ step, fault }) => [step, fault])).toEqual(
    ['resolve', 'reach', 'options', 'describe', 'play', 'video'].map((step) => [step, null]),
  );
  expect(test).toMatchObject({
    ok: true,
    video: { codec: 'H264', width: 640, height: 360, b_frames: false },
  });
  await expect(api.testCamera(steady.id)).rejects.toMatchObject({ status: 403 });
});

test('returns 404 for the list of another workshop’s pits', async ({ world }) => {
  const { api, foreign } = world.workshop;
  await expect(api.pits(foreign.workshop_id)).rejects.toMatchObject({ status: 404 });
});

test('shows no video on the page of another workshop’s pit, and explains why', ({ world }) =>
  asStaff(world, {}, async ({ page }) => {
    await page.goto(`${world.product.origin}/pits/${world.workshop.foreign.id}`);
    await page
      .getByText(/doesn’t exist|not found/i)
      .first()
      .waitFor();
    expect(await page.evaluate(() => window.probe.presented)).toBe(0);
    expect(await page.locator('video').count()).toBe(0);
  }));

function focusedElement(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.tagName);
}
