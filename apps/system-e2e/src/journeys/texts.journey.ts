import { expect, test } from './fixtures';
import type { Page } from 'playwright-core';
import { brokenLayout, textsWithoutCatalog, usePseudoLanguage } from '../pages/pseudo-language';
import { asOperator, asOwner, asVisitor, type Pages } from './world';

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['tablet', { width: 820, height: 1180 }],
  ['desk', { width: 1440, height: 900 }],
] as const;

/** Pages of a pit below its own one, and what each has when it is loaded. */
const PIT_PAGES = [
  ['', 'ppf-history-card .uptime'],
  ['/camera', 'ppf-camera-facts'],
  ['/camera/edit?step=connection', 'ppf-connection-step'],
  ['/camera/edit?step=address', 'ppf-address-step'],
  ['/camera/new', 'ppf-connection-step'],
] as const;

/** Every other page of an owner. */
const PAGES = [
  ['/pits', 'ppf-pit-tile'],
  ['/pits/import', 'ppf-file-drop'],
  ['/alerts', 'ppf-alerts-page h2'],
  ['/account', 'ppf-account-page form'],
  ['/help', 'ppf-help-page h2'],
  ['/nowhere', 'ppf-not-found-page'],
] as const;

/** Pages of the operator. */
const OPERATOR_PAGES = [
  ['/media-servers', 'ppf-media-server-card'],
  ['/media-servers/size', 'ppf-capacity-planning-page form'],
] as const;

const VISITOR_PAGES = [
  ['/sign-in', 'input[type=password]'],
  ['/confirm-alerts', 'ppf-confirm-alerts-page h1'],
] as const;

type PageAddress = readonly [address: string, loaded: string];

// Every page in a pseudo-language: all text is from a catalog, and 40 % longer text fits.
for (const [size, viewport] of SIZES)
  test(`has all text from catalogs, and space for longer text, on a ${size}`, async ({ world }) => {
    const { steady } = world.workshop;
    const visit = { viewport, before: [usePseudoLanguage] };
    const pitPages = PIT_PAGES.map(([rest, loaded]) => [`/pits/${steady.id}${rest}`, loaded] as const);
    const faults: string[] = [];
    const check =
      (pages: readonly PageAddress[]) =>
      async ({ page }: Pages): Promise<void> => {
        for (const [address, loaded] of pages) {
          await page.goto(`${world.product.origin}${address}`);
          await page.locator(loaded).first().waitFor();
          faults.push(...(await faultsOf(page)).map((fault) => `${address}: ${fault}`));
        }
      };
    await asVisitor(world, visit, check(VISITOR_PAGES));
    await asOwner(world, visit, check([...PAGES, ...pitPages]));
    await asOperator(world, visit, check(OPERATOR_PAGES));
    expect(faults).toEqual([]);
  });

/** Texts without a catalog and broken layout, with everything that can be expanded expanded. */
async function faultsOf(page: Page): Promise<string[]> {
  for (const summary of await page.locator('main details:not([open]) > summary').all())
    if (await summary.isVisible()) await summary.click();
  return [...(await textsWithoutCatalog(page)), ...(await brokenLayout(page))];
}
