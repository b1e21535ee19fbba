// `npm run chaos`: faults tried for real, with all their waiting (about ten minutes). Ends with how long each took to
// heal, and with the count of tests, which is all that .ci/run adds up.
//   -- <pattern>   only the files whose names match
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAKETIME, hasFaketime, install, mayInstall } from './debian.mjs';
import { countJest } from './jest-report.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'reports/chaos');
const healings = path.join(folder, 'healing.jsonl');
const report = path.join(root, 'reports/system-e2e-chaos.json');
const bin = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NX_DAEMON: 'false', FORCE_COLOR: '0' };

function run(command, args) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** As a Markdown table, which docs/reference/healing.md takes as it is. */
function table() {
  if (!existsSync(healings)) return 'No healing was measured.';
  const lines = readFileSync(healings, 'utf8').trim().split('\n');
  const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
  const rows = lines
    .map((line) => JSON.parse(line))
    .map(({ fault, on, healed, milliseconds, promised }) => [
      fault,
      on,
      healed,
      seconds(milliseconds),
      `≤ ${seconds(promised)}`,
    ]);
  const all = [['fault', 'media server', 'healed', 'took', 'promised'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const text = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [text(all[0]), text(widths.map((width) => '-'.repeat(width))), ...all.slice(1).map(text)].join('\n');
}

function main() {
  const started = Date.now();
  rmSync(folder, { recursive: true, force: true });
  rmSync(report, { force: true });
  mkdirSync(folder, { recursive: true });
  // Without it the clock test is skipped, and says so.
  if (!hasFaketime() && mayInstall()) install([FAKETIME], 'libfaketime for the clock test');
  const built = run('nx', ['run-many', '-t', 'build', '-p', 'backend,frontend,standalone,system-e2e']);
  if (built) run(process.execPath, ['tools/jest.mjs', 'system-e2e', 'chaos', ...process.argv.slice(2)]);
  console.log(`\n${table()}`);
  const { passed, failed, skipped } = countJest(report, root);
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 || !built ? 1 : 0);
}

main();
