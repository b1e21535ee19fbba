// `npm run chaos`: runs the chaos tests (about ten minutes). Prints how long each recovery took, and the number of tests.
//   -- <pattern>   only the files whose names match
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FAKETIME, hasFaketime, installPackages, mayInstall } from './debian.ts';
import { countTests, toCountsLine } from './jest-report.ts';
import { commandEnvironment, REPORTS, ROOT, runCommand } from './workspace.ts';

/** A measured recovery: one line of the file that the suite writes. */
interface Recovery {
  readonly fault: string;
  readonly on: string;
  readonly healed: string;
  readonly milliseconds: number;
  readonly promised: number;
}

const FOLDER = path.join(REPORTS, 'chaos');
const RECOVERIES = path.join(FOLDER, 'healing.jsonl');
const REPORT = path.join(REPORTS, 'system-e2e-chaos.json');
const env = { ...commandEnvironment(), FORCE_COLOR: '0' };

/** Formats the recoveries as the Markdown table of docs/reference/healing.md. */
function toMarkdown(): string {
  if (!existsSync(RECOVERIES)) return 'No recovery was measured.';
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const rows = readFileSync(RECOVERIES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recovery)
    .map(({ fault, on, healed, milliseconds, promised }) => [
      ...[fault, on, healed, seconds(milliseconds), `≤ ${seconds(promised)}`],
    ]);
  const head = ['fault', 'media server', 'healed', 'took', 'promised'];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const text = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [text(head), text(widths.map((width) => '-'.repeat(width))), ...rows.map(text)].join('\n');
}

const startedAt = Date.now();
rmSync(FOLDER, { recursive: true, force: true });
rmSync(REPORT, { force: true });
mkdirSync(FOLDER, { recursive: true });
// Without libfaketime the clock test is skipped with a message.
if (!hasFaketime() && mayInstall()) installPackages([FAKETIME], 'libfaketime for the clock test');
const isBuilt = runCommand(
  'nx',
  ['run-many', '-t', 'build', '-p', 'backend,frontend,standalone,system-e2e'],
  env,
);
if (isBuilt)
  runCommand(process.execPath, ['tools/jest.mjs', 'system-e2e', 'chaos', ...process.argv.slice(2)], env);
console.log(`\n${toMarkdown()}`);
const counts = countTests(REPORT, ROOT);
console.log(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
console.log(toCountsLine(counts));
process.exit(counts.failed > 0 || !isBuilt ? 1 : 0);
