// Runs the Jest tests of one project: `node tools/jest.mjs <project> [tier] [jest arguments]`. Requires Node 24. Nest 12
// is ESM only, hence the vm modules; jest-preset-angular runs without them. The report goes to reports/, where npm test
// adds up the counts. With SECOND_TRY=1, failed spec files run once more.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { failedFiles, mergeSecondTry } from './src/jest-report.ts';

/** More failed files are not the effect of a slow machine. */
const MAX_REPEATED_FILES = 3;

const root = path.resolve(import.meta.dirname, '..');
const [project, ...rest] = process.argv.slice(2);
const tier = rest[0] && !rest[0].startsWith('-') ? rest.shift() : '';
const folder = ['apps', 'libs', '.'].map((kind) => path.join(root, kind, project)).find(existsSync);
const config = ['js', 'cjs']
  .map((extension) => path.join(folder ?? root, `jest.${tier ? `${tier}.` : ''}config.${extension}`))
  .find(existsSync);
if (!config) {
  console.error(`There is no project ${project}${tier ? ` with the tier ${tier}` : ''}.`);
  process.exit(2);
}
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

function run(file, args) {
  const outcome = spawnSync(
    process.execPath,
    [...flags, jest, '-c', config, '--json', `--outputFile=${file}`, '--testLocationInResults', ...args],
    // Jest prints results to stderr. Its stdout would repeat the JSON report.
    { stdio: ['ignore', 'ignore', 'inherit'], cwd: root },
  );
  return outcome.status ?? 1;
}

function repeat(files) {
  console.error(`\nSecond try: ${files.map((file) => path.relative(root, file)).join(', ')}`);
  const second = `${report}.again`;
  const status = run(second, ['--runTestsByPath', ...files]);
  if (!existsSync(second)) return status;
  const [firstReport, secondReport] = [report, second].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(report, JSON.stringify(mergeSecondTry(firstReport, secondReport)));
  rmSync(second);
  return status;
}

let status = run(report, rest);
if (status !== 0 && process.env.SECOND_TRY === '1' && existsSync(report)) {
  const files = failedFiles(JSON.parse(readFileSync(report, 'utf8')));
  if (files.length > 0 && files.length <= MAX_REPEATED_FILES) status = repeat(files);
}
process.exit(status);
