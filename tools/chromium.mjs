// Finds Chromium for the browser tests, and installs Debian's where that is allowed.
import { existsSync } from 'node:fs';
import { install, mayInstall } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of a Chromium: `CHROMIUM_BIN`, or the first on the PATH; undefined when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_BIN;
  if (named) return existsSync(named) ? named : undefined;
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of NAMES) {
      if (folder && existsSync(`${folder}/${name}`)) return `${folder}/${name}`;
    }
  }
  return undefined;
}

/** Like findChromium, after installing Debian's package where we are root; throws a sentence that says what to do. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (mayInstall()) {
    if (!install(['chromium', 'fonts-dejavu-core'], 'Chromium for the browser tests'))
      throw new Error('apt-get failed. Install Chromium, or name one with CHROMIUM_BIN.');
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or name one with CHROMIUM_BIN.',
  );
}
