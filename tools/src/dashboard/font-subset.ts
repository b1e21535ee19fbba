import { readFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';
import { ROOT } from '../workspace.ts';

/** The whole latin file, with all weights. */
const SOURCE = path.join(ROOT, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
/** The written file. styles/_fonts.scss declares the same characters. */
export const SUBSET_FILE = path.join(ROOT, 'apps/frontend/src/styles/inter-basic.woff2');

/** First and last code point of each range: printable ASCII, and the punctuation of the catalogs. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xb7, 0xb7],
  [0xd7, 0xd7],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2026, 0x2026],
] as const;
/** The weights that the styles use. */
const WEIGHTS = { min: 400, max: 700 };
/** Kerning, and figures of equal width (`font-variant-numeric`). */
const FEATURES = ['kern', 'tnum'];

/** The subset as a WOFF2 file. */
export async function makeFontSubset(): Promise<Buffer> {
  const text = RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
  ).join('');
  return subsetFont(readFileSync(SOURCE), text, {
    targetFormat: 'woff2',
    variationAxes: { wght: WEIGHTS },
    keepFeatures: FEATURES,
  });
}
