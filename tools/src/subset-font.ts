// `node tools/run.mjs subset-font`: writes the part of Inter that the dashboard's English texts use. The whole latin file
// is three times as large, and every page waits for it. Other characters come from the files of @fontsource-variable/inter.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFontSubset, SUBSET_FILE } from './dashboard/font-subset.ts';
import { ROOT } from './workspace.ts';

const subset = await makeFontSubset();
writeFileSync(SUBSET_FILE, subset);
console.log(`${path.relative(ROOT, SUBSET_FILE)}: ${subset.length} bytes`);
