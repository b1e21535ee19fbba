import type { Page } from 'playwright-core';
import { ApiProblem } from '../world/api-client';
import { type TheWorld, asStaff, untilLive } from '../world/world';

export function pitsJourney(world: TheWorld): void {
  it('lists the pits of the own workshop as links, with their live state', async () => {
    const { steady, shaky, pushed } = world().workshop;
    for (const pit of [steady, shaky, pushed]) await untilLive(world(), pit.id);
    await asStaff(world(), {}, async ({ pits }) => {
      await pits.open();
      expect(await pits.pits().count()).toBe(3);
      for (const { number } of [steady, shaky, pushed]) {
        await pits.inState(number, /\blive\b/i).waitFor();
      }
    });
  });

  it('leads from the list to the pit and back, and the focus to what the page is called', () =>
    asStaff(world(), {}, async ({ page, pits, pit }) => {
      await pits.open();
      await pits.pit(1).click();
      await page.waitForURL(`**/workshops/*/pits/${world().workshop.steady.number}`);
      await pit.reaches(['live'], 15_000);
      expect(await focusedElement(page)).toBe('H1');
      await page.goBack();
      await pits.shown();
    }));

  it.each([
    ['the pit', (id: number) => world().workshop.api.pit(id)],
    ['a token for the pit', (id: number) => world().workshop.api.streamToken(id)],
    ['a publish key for the pit, as an owner', (id: number) => world().workshop.owner.makePublishKey(id)],
  ])('answers 404 for %s, where the pit is another workshop’s', async (_, ask) => {
    const refused: unknown = await ask(world().workshop.foreign.id).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 404, problem: { code: 'pit-not-found' } });
  });

  it('lets the staff make no publish key, which is for owners', async () => {
    const { api, pushed } = world().workshop;
    await expect(api.makePublishKey(pushed.id)).rejects.toMatchObject({ status: 403 });
  });

  it('tests a camera from end to end, for its owner only', async () => {
    const { api, owner, steady } = world().workshop;
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

  it('answers 404 to who lists the pits of another workshop', async () => {
    const { api, foreign } = world().workshop;
    await expect(api.pits(foreign.workshop_id)).rejects.toMatchObject({ status: 404 });
  });

  it('shows no picture and says so on the page of another workshop’s pit', () =>
    asStaff(world(), {}, async ({ page }) => {
      await page.goto(`${world().product.origin}/pits/${world().workshop.foreign.id}`);
      await page
        .getByText(/doesn’t exist|not found/i)
        .first()
        .waitFor();
      expect(await page.evaluate(() => window.probe.presented)).toBe(0);
      expect(await page.locator('video').count()).toBe(0);
    }));
}

function focusedElement(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.tagName);
}
