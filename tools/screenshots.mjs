// `npm run screenshots [-- <part of a scene's name>] [--width 360,1440] [--theme dark] [--no-axe] [--readme]`
//
// Takes every page and state of a running installation at five widths (800: a phone on its side) and in both themes, and looks for accessibility
// faults on the way. Pictures and an index of them go to reports/screenshots (not in git); `--readme` also renews the
// picture of the README. Needs Chromium. Where to look: see tools/screenshots/installation.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from './src/chromium.ts';
import { accessibilityFaults } from './screenshots/accessibility.mjs';
import { findInstallation } from './screenshots/installation.mjs';
import { SCENES } from './screenshots/scenes.mjs';

const HEIGHTS = { 360: 740, 800: 360, 820: 1180, 1440: 900, 2560: 1440 };
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'reports', 'screenshots');
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
  console.error(error.message);
  process.exitCode = 2;
}

/** Takes what was asked for; 1 when a page has accessibility faults or a scene could not be made. */
async function takeAll() {
  const installation = findInstallation();
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium. Install it, or name one with CHROMIUM_BIN.');
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  try {
    const people = await openBrowser(browser, installation);
    if (values.readme) await takeForReadme(people.staff);
    const taken = [];
    for (const scene of wantedScenes()) taken.push(...(await takeScene(people, scene)));
    writeIndex(taken);
    const faults = taken.flatMap((picture) => picture.faults.map((fault) => `${picture.file}: ${fault}`));
    for (const fault of faults) console.error(fault);
    console.log(`${taken.length} pictures in ${path.relative(root, folder)}, ${faults.length} faults`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
  }
}

function wantedScenes() {
  const part = positionals[0];
  return SCENES.filter(
    ({ name }) => !part || name === part || (part.endsWith('*') && name.startsWith(part.slice(0, -1))),
  );
}

/** One sign-in for all pictures: the API counts them. */
async function openBrowser(browser, { url, email, password }) {
  const options = { baseURL: url, reducedMotion: 'reduce' };
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

async function takeScene(people, scene) {
  const taken = [];
  for (const width of values.width.split(',').map(Number)) {
    for (const theme of values.theme.split(',')) {
      const file = `${scene.name}-${width}-${theme}.png`;
      const page = await (scene.visitor ? people.visitor : people.staff).newPage();
      const faults = [];
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
        faults.push(...(await layoutFaults(page)));
        if (!values['no-axe']) faults.push(...(await accessibilityFaults(page)));
      } catch (error) {
        faults.push(`could not be taken: ${error.message.split('\n')[0]}`);
      } finally {
        await page.close();
      }
      taken.push({ file, scene: scene.name, faults });
    }
  }
  return taken;
}

/** Nothing is wider than the window, and nothing that is pressed is smaller than a finger. */
async function layoutFaults(page) {
  return page.evaluate(() => {
    const { document, innerWidth } = globalThis;
    const found = [];
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) found.push(`scrolls sideways by ${sideways} px`);
    for (const element of document.querySelectorAll(
      'button, a[href], input:not([type=radio], [type=checkbox])',
    )) {
      const { width, height } = element.getBoundingClientRect();
      const hidden =
        width <= 1 || !element.checkVisibility() || element.matches('.skip') || element.closest('[inert]');
      if (!hidden && (height < 47 || width < 47) && !element.closest('mat-form-field')) {
        found.push(
          `target of ${Math.round(width)} × ${Math.round(height)} px: ${element.textContent.trim()}`,
        );
      }
    }
    return found;
  });
}

async function takeForReadme(staff) {
  const page = await staff.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const { open, act } = SCENES.find(({ name }) => name === 'pits');
  await open(page);
  await act(page);
  const file = path.join(root, 'docs', 'images', 'pits.jpg');
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, type: 'jpeg', quality: 82 });
  await page.close();
}

function writeIndex(taken) {
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
