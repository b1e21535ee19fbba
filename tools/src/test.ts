// `npm test`: runs every check, fastest first. Each step runs even when an earlier step failed, so that one run reports
// everything. Steps that need a failed build are skipped with a message.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.ts';
import { GSTREAMER, installPackages, isInstalled, mayInstall } from './debian.ts';
import { countTests, type TestCounts, toCountsLine } from './jest-report.ts';
import { ensurePython } from './python.ts';
import { commandEnvironment, REPORTS, ROOT, runCommand } from './workspace.ts';

/** Programs that some suites need. A suite without its program is skipped with a message. */
const PROGRAMS = ['nginx', 'openssl', 'ffmpeg', 'curl', 'jq', 'prometheus', 'pgbouncer'];

const env: NodeJS.ProcessEnv = { ...commandEnvironment(), FORCE_COLOR: '0' };
const secondsSince = (start: number) => Math.round((Date.now() - start) / 1000);

/** Runs a step with its output shown. @returns Whether it succeeded. */
function runStep(name: string, command: string, args: readonly string[]): boolean {
  const startedAt = Date.now();
  console.log(`\n── ${name}`);
  const hasPassed = runCommand(command, args, env);
  console.log(`── ${name}: ${hasPassed ? 'ok' : 'FAILED'} (${secondsSince(startedAt)} s)`);
  return hasPassed;
}

const runMany = (targets: readonly string[], parallel = 2) => [
  ...['run-many', '-t', ...targets, `--parallel=${parallel}`, '--outputStyle=static'],
];

function prepare(): void {
  try {
    env['CHROMIUM_BIN'] = ensureChromium();
  } catch (error) {
    console.error((error as Error).message);
    console.log(toCountsLine({ passed: 0, failed: 1, skipped: 0 }));
    process.exit(1);
  }
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  if (!isInstalled('gst-launch-1.0')) missing.push(...GSTREAMER);
  if (missing.length > 0 && mayInstall()) installPackages(missing, 'programs for the tests');
  if (!ensurePython())
    console.log('The Python packages cannot be installed. Tests that need them are skipped.');
}

/** Runs the steps. @returns The names of those that failed. */
function runSteps(): string[] {
  const failed: string[] = [];
  const step = (name: string, command: string, args: readonly string[]) => {
    const hasPassed = runStep(name, command, args);
    if (!hasPassed) failed.push(name);
    return hasPassed;
  };
  // One graph: a build waits for its dependencies only, and both cores are busy until its end.
  step('checks and unit tests', 'nx', runMany(['format', 'words', 'lint', 'build', 'typecheck', 'test']));
  // Nothing is built again; it shows whether the build failed.
  const isBuilt = step('build', 'nx', runMany(['build']));
  if (isBuilt) {
    step('integration tests', 'nx', runMany(['test-int'], 1));
    step('system suite', 'nx', ['run', 'system-e2e:e2e', '--outputStyle=static']);
  } else {
    console.log('\n── integration tests and system suite: skipped, because the build failed');
  }
  return failed;
}

/** Adds up all reports. A failed step without a failed test (lint, build, a crash) counts as one failure. */
function countAll(failedSteps: readonly string[]): TestCounts {
  const total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(REPORTS).filter((name) => name.endsWith('.json'))) {
    const { passed, failed, skipped } = countTests(path.join(REPORTS, file), ROOT);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  if (total.failed === 0) total.failed = failedSteps.length;
  return total;
}

const startedAt = Date.now();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
prepare();
const failedSteps = runSteps();
const total = countAll(failedSteps);
console.log(
  `\n${secondsSince(startedAt)} s${failedSteps.length ? `; failed: ${failedSteps.join(', ')}` : ''}`,
);
console.log(toCountsLine(total));
process.exit(total.failed > 0 ? 1 : 0);
