// Finds Chromium for the browser tests, and installs Debian's package where that is allowed.
import { existsSync } from 'node:fs';
import { installPackages, mayInstall } from './debian.ts';

/** The headless shell comes first: it needs less processor time than the whole browser. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
/** Debian's packages. Releases without the headless shell have the second one. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

/** Returns the path of Chromium: `CHROMIUM_BIN`, or the first on the PATH. */
export function findChromium(): string | undefined {
  const configured = process.env['CHROMIUM_BIN'];
  if (configured) return existsSync(configured) ? configured : undefined;
  const folders = (process.env['PATH'] ?? '').split(':').filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)).find(existsSync);
}

/** Returns the path of Chromium and installs it first if it is missing. @throws Error with the next step. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (mayInstall()) {
    const purpose = 'Chromium for the browser tests';
    if (!PACKAGES.some((name) => installPackages([name, 'fonts-dejavu-core'], purpose)))
      throw new Error('apt-get failed. Install Chromium, or set CHROMIUM_BIN.');
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or set CHROMIUM_BIN.',
  );
}
