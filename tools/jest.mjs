// Runs one project's jest: `node tools/jest.mjs <project> [tier] [jest arguments]`. Nest 12 is ESM only, hence the vm
// modules; jest-preset-angular runs without them. Counts go to reports/, where tools/test.mjs adds them up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [project, ...rest] = process.argv.slice(2);
const tier = rest[0] && !rest[0].startsWith('-') ? rest.shift() : '';
const folder = ['apps', 'libs', '.'].map((kind) => path.join(root, kind, project)).find(existsSync);
if (!folder) {
  console.error(`There is no project ${project}.`);
  process.exit(2);
}
const config = path.join(folder, tier ? `jest.${tier}.config.js` : 'jest.config.js');
mkdirSync(path.join(root, 'reports'), { recursive: true });
const report = path.join(root, 'reports', `${project}${tier ? `-${tier}` : ''}.json`);
const jest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('jest/package.json')),
  'bin/jest.js',
);
const flags =
  project === 'frontend' ? [] : ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'];
const outcome = spawnSync(
  process.execPath,
  [...flags, jest, '-c', config, '--json', `--outputFile=${report}`, '--testLocationInResults', ...rest],
  // jest tells people on stderr; the JSON goes to the report, so stdout would only repeat it.
  { stdio: ['ignore', 'ignore', 'inherit'], cwd: root },
);
process.exit(outcome.status ?? 1);
