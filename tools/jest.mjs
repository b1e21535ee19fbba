// Runs one project's jest: `node tools/jest.mjs <project> [tier] [jest arguments]`. Nest 12 is ESM only, hence the vm
// modules; jest-preset-angular runs without them. Counts go to reports/, where tools/test.mjs adds them up. With
// SECOND_TRY=1 spec files that failed are run once more.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedFiles, withSecondTry } from './jest-report.mjs';

/** More than that is no machine that was slow for a second. */
const MOST_TRIED_AGAIN = 3;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [project, ...rest] = process.argv.slice(2);
const tier = rest[0] && !rest[0].startsWith('-') ? rest.shift() : '';
const folder = ['apps', 'libs', '.'].map((kind) => path.join(root, kind, project)).find(existsSync);
if (!folder) {
  console.error(`There is no project ${project}.`);
  process.exit(2);
}
const config = ['js', 'cjs']
  .map((end) => path.join(folder, `jest.${tier ? `${tier}.` : ''}config.${end}`))
  .find(existsSync);
mkdirSync(path.join(root, 'reports'), { recursive: true });
const report = path.join(root, 'reports', `${project}${tier ? `-${tier}` : ''}.json`);
const jest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('jest/package.json')),
  'bin/jest.js',
);
const flags =
  project === 'frontend'
    ? []
    : [
        '--experimental-vm-modules',
        '--no-warnings=ExperimentalWarning',
        `--require=${path.join(root, 'tools/ts-in-threads.cjs')}`,
      ];

function run(file, more) {
  const outcome = spawnSync(
    process.execPath,
    [...flags, jest, '-c', config, '--json', `--outputFile=${file}`, '--testLocationInResults', ...more],
    // jest tells people on stderr; the JSON goes to the report, so stdout would only repeat it.
    { stdio: ['ignore', 'ignore', 'inherit'], cwd: root },
  );
  return outcome.status ?? 1;
}

function tryAgain(files) {
  console.error(`\nOnce more: ${files.map((file) => path.relative(root, file)).join(', ')}`);
  const again = `${report}.again`;
  const status = run(again, ['--runTestsByPath', ...files]);
  if (!existsSync(again)) return status;
  const merged = withSecondTry(...[report, again].map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  writeFileSync(report, JSON.stringify(merged));
  rmSync(again);
  return status;
}

let status = run(report, rest);
if (status !== 0 && process.env.SECOND_TRY === '1' && existsSync(report)) {
  const files = failedFiles(JSON.parse(readFileSync(report, 'utf8')));
  if (files.length > 0 && files.length <= MOST_TRIED_AGAIN) status = tryAgain(files);
}
process.exit(status);
