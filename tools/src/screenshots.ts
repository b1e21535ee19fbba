// `npm run screenshots [-- <part of a scene's name>] [--width 360,1440] [--theme dark] [--no-axe] [--readme]`
//
// Takes every page and state of a running installation at five widths (800: a phone in landscape) and in both themes, and
// reports accessibility faults. Screenshots and their index go to reports/screenshots (not in git); `--readme` also writes
// the screenshot of the README. Requires Chromium. tools/src/screenshots/installation.ts selects the installation.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { findAccessibilityFaults } from './screenshots/accessibility.ts';
import { findInstallation, type Installation } from './screenshots/installation.ts';
import type { Scene } from './screenshots/scene.ts';
import { SCENES } from './screenshots/scenes.ts';
import { REPORTS, ROOT } from './workspace.ts';

/** Signed-in and anonymous browser contexts. */
interface Contexts {
  readonly staff: BrowserContext;
  readonly visitor: BrowserContext;
}

interface Screenshot {
  readonly file: string;
  readonly scene: string;
  readonly faults: readonly string[];
}

const HEIGHTS: Readonly<Record<number, number>> = { 360: 740, 800: 360, 820: 1180, 1440: 900, 2560: 1440 };
const folder = path.join(REPORTS, 'screenshots');
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync --autoplay-policy=no-user-gesture-required';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: Object.keys(HEIGHTS).join(',') },
    theme: { type: 'string', default: 'dark,light' },
    'no-axe': { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});

try {
  process.exitCode = await takeAll();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

/** Takes the selected scenes. @returns 1 when a page has faults or a scene failed. */
async function takeAll(): Promise<number> {
  const installation = findInstallation();
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is not installed. Install it, or set CHROMIUM_BIN.');
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  try {
    const contexts = await openContexts(browser, installation);
    if (values.readme) await takeForReadme(contexts.staff);
    const taken: Screenshot[] = [];
    for (const scene of selectedScenes()) taken.push(...(await takeScene(contexts, scene)));
    writeIndex(taken);
    const faults = taken.flatMap((picture) => picture.faults.map((fault) => `${picture.file}: ${fault}`));
    for (const fault of faults) console.error(fault);
    console.log(`${taken.length} screenshots in ${path.relative(ROOT, folder)}, ${faults.length} faults`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
  }
}

function selectedScenes(): readonly Scene[] {
  const part = positionals[0];
  return SCENES.filter(
    ({ name }) => !part || name === part || (part.endsWith('*') && name.startsWith(part.slice(0, -1))),
  );
}

/** Signs in once for all screenshots, because the API limits sign-ins. */
async function openContexts(browser: Browser, { url, email, password }: Installation): Promise<Contexts> {
  const options = { baseURL: url, reducedMotion: 'reduce' } as const;
  const staff = await browser.newContext(options);
  const page = await staff.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/pits');
  await page.close();
  return { staff, visitor: await browser.newContext(options) };
}

async function takeScene(contexts: Contexts, scene: Scene): Promise<Screenshot[]> {
  const taken: Screenshot[] = [];
  for (const width of values.width.split(',').map(Number)) {
    for (const theme of values.theme.split(',') as ('dark' | 'light')[]) {
      const file = `${scene.name}-${width}-${theme}.png`;
      const page = await (scene.visitor ? contexts.visitor : contexts.staff).newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
      try {
        await page.setViewportSize({ width, height: HEIGHTS[width] ?? 900 });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await scene.arrange?.(page);
        await scene.open(page);
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await scene.act?.(page);
        await page.waitForTimeout(400);
        await page.screenshot({ path: path.join(folder, file) });
        faults.push(...(await findLayoutFaults(page)));
        if (!values['no-axe']) faults.push(...(await findAccessibilityFaults(page)));
      } catch (error) {
        faults.push(`failed: ${(error as Error).message.split('\n')[0]}`);
      } finally {
        await page.close();
      }
      taken.push({ file, scene: scene.name, faults });
    }
  }
  return taken;
}

/** Finds horizontal scrolling, and controls that are too small for a finger. */
async function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) found.push(`scrolls horizontally by ${sideways} px`);
    for (const element of document.querySelectorAll(
      'button, a[href], input:not([type=radio], [type=checkbox])',
    )) {
      const { width, height } = element.getBoundingClientRect();
      const hidden =
        width <= 1 || !element.checkVisibility() || element.matches('.skip') || element.closest('[inert]');
      if (!hidden && (height < 47 || width < 47) && !element.closest('mat-form-field')) {
        found.push(
          `target of ${Math.round(width)} × ${Math.round(height)} px: ${element.textContent?.trim()}`,
        );
      }
    }
    return found;
  });
}

async function takeForReadme(staff: BrowserContext): Promise<void> {
  const page = await staff.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const scene = SCENES.find(({ name }) => name === 'pits');
  await scene?.open(page);
  await scene?.act?.(page);
  const file = path.join(ROOT, 'docs', 'images', 'pits.jpg');
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, type: 'jpeg', quality: 82 });
  await page.close();
}

function writeIndex(taken: readonly Screenshot[]): void {
  const figures = taken.map(
    ({ file, faults }) =>
      `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${file}${
        faults.length ? ` (${faults.length} faults)` : ''
      }</figcaption></figure>`,
  );
  const style =
    'body{display:flex;flex-wrap:wrap;gap:16px;font:14px sans-serif;background:#888}figure{margin:0}img{height:320px}';
  writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${figures.join('')}`,
  );
}
