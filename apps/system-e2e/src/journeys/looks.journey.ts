import { expect, test } from './fixtures';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../pages/accessibility-faults';
import { layoutShift, observeLayoutShifts } from '../pages/layout-shift';
import { asMember, asStaff, asVisitor, untilLive } from './world';

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['tablet', { width: 820, height: 1180 }],
  ['desk', { width: 1440, height: 900 }],
] as const;

for (const [size, viewport] of SIZES)
  test(`fits a ${size} without horizontal scrolling, with the whole video in the window`, async ({
    world,
  }) => {
    const { steady } = world.workshop;
    await untilLive(world, steady.id);
    await asStaff(world, { viewport }, async ({ page, pits, pit }) => {
      await pits.open();
      expect(await horizontalScroll(page)).toBe(0);
      await pit.open(steady.id);
      await pit.reaches(['live'], 15_000);
      expect(await horizontalScroll(page)).toBe(0);
      const box = await page.locator('[data-state][data-transport]').boundingBox();
      expect(box?.width).toBeGreaterThan(viewport.width / 3);
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(viewport.height);
    });
    await asVisitor(world, { viewport }, async ({ page, signIn }) => {
      await signIn.open();
      expect(await horizontalScroll(page)).toBe(0);
    });
  });

test('does not shift its layout on a phone while a page loads', async ({ world }) => {
  const { steady } = world.workshop;
  const viewport = { width: 360, height: 740 };
  const before = [observeLayoutShifts];
  await untilLive(world, steady.id);
  await asVisitor(world, { viewport, before }, async ({ page, signIn }) => {
    await signIn.open();
    expect(await layoutShift(page)).toBe(0);
  });
  await asStaff(world, { viewport, before }, async ({ page, pits, pit }) => {
    await pits.open();
    await page.locator('[data-state="live"][data-transport]').first().waitFor();
    expect(await layoutShift(page)).toBe(0);
    await pit.open(steady.id);
    await pit.reaches(['live'], 15_000);
    await page.locator('ppf-history-card').waitFor();
    expect(await layoutShift(page)).toBe(0);
  });
});

test('shows the whole wall on a phone in landscape orientation', async ({ world }) => {
  const { admin } = world;
  const { id } = await admin.createWorkshop('Six pits');
  for (let number = 1; number <= 6; number += 1) await admin.createPit(id, number);
  const staff = { email: `six-pits-${id}@example.org`, password: 'a long enough password' };
  await admin.createMember(id, { ...staff, display_name: 'staff', role: 'staff' });
  await asMember(world, staff, { viewport: { width: 800, height: 360 } }, async ({ page, pits }) => {
    await pits.open();
    const grid = page.locator('ppf-pit-grid');
    await grid.locator('ppf-pit-tile').nth(5).waitFor();
    expect(await grid.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test(`has no accessibility fault that axe finds, in the ${theme} theme`, async ({ world }) => {
    const { steady } = world.workshop;
    await asVisitor(world, { colorScheme: theme }, async ({ page, signIn }) => {
      await signIn.open();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
    await asStaff(world, { colorScheme: theme }, async ({ page, pits, pit }) => {
      await pits.open();
      expect(await accessibilityFaults(page)).toEqual([]);
      await pit.open(steady.id);
      await pit.reaches(['live'], 15_000);
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });

  test(`takes the ${theme} theme from the system`, ({ world }) =>
    asVisitor(world, { colorScheme: theme }, async ({ page, signIn }) => {
      await signIn.open();
      const [red, green, blue] = await page.evaluate(backgroundOfPage);
      const brightness = ((red ?? 0) + (green ?? 0) + (blue ?? 0)) / 3;
      if (theme === 'dark') expect(brightness).toBeLessThan(60);
      else expect(brightness).toBeGreaterThan(200);
    }));
}

function horizontalScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Runs in the page. */
function backgroundOfPage(): number[] {
  const color = getComputedStyle(document.body).backgroundColor;
  return (color.match(/\d+/g) ?? []).map(Number);
}
