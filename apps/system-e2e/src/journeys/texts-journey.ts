import { brokenLayout, textsWithoutCatalog, usePseudoLanguage } from '../pages/pseudo-language';
import { asOwner, type Pages, type TheWorld } from '../world/world';

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

/** Every other page. */
const PAGES = [
  ['/pits', 'ppf-pit-tile'],
  ['/pits/import', 'ppf-file-drop'],
] as const;

/** Every page in a pseudo-language: all text is of a catalog, and 40 % longer text fits. */
export function textsJourney(world: TheWorld): void {
  it.each(SIZES)(
    'has all its text from catalogs, and room for longer text, on a %s',
    async (_, viewport) => {
      const { steady } = world().workshop;
      const before = [usePseudoLanguage];
      await asOwner(world(), { viewport, before }, async ({ page }: Pages) => {
        const faults: string[] = [];
        const pages = [
          ...PAGES,
          ...PIT_PAGES.map(([rest, mark]) => [`/pits/${steady.id}${rest}`, mark] as const),
        ];
        for (const [address, mark] of pages) {
          await page.goto(`${world().product.origin}${address}`);
          await page.locator(mark).first().waitFor();
          for (const details of await page.locator('details:not([open]) > summary').all())
            if (await details.isVisible()) await details.click();
          faults.push(
            ...[...(await textsWithoutCatalog(page, 'main')), ...(await brokenLayout(page))].map(
              (fault) => `${address}: ${fault}`,
            ),
          );
        }
        expect(faults).toEqual([]);
      });
    },
    60_000,
  );
}
