// `npm test`: everything that must hold, in the order in which a fault is cheapest to find. Each step goes on when one
// before it failed, so that one run tells all; steps that need a failed build are left out and said so.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { GSTREAMER, install, isInstalled, mayInstall } from './debian.mjs';
import { countJest } from './jest-report.mjs';
import { ensurePython } from './python.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const reports = path.join(root, 'reports');
const bin = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NX_DAEMON: 'false', FORCE_COLOR: '0' };

/** Runs a command with its output shown; true when it ended well. */
function run(name, command, args) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const outcome = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const passed = outcome.status === 0;
  console.log(`── ${name}: ${passed ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
  return passed;
}

const nx = (target, ...more) => ['run-many', '-t', target, '--parallel=2', '--outputStyle=static', ...more];

function main() {
  const started = Date.now();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const steps = [];
  const step = (name, command, args) => steps.push({ name, passed: run(name, command, args) });
  try {
    env.CHROMIUM_BIN = ensureChromium();
  } catch (error) {
    console.error(error.message);
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
  // What is missing of these is skipped by its suite, which says so.
  const missing = ['nginx', 'openssl', 'ffmpeg', 'curl', 'jq', 'prometheus', 'pgbouncer'].filter(
    (program) => !isInstalled(program),
  );
  if (!isInstalled('gst-launch-1.0')) missing.push(...GSTREAMER);
  if (missing.length > 0 && mayInstall()) install(missing, 'programs that the suites try');
  if (!ensurePython()) console.log('The Python packages cannot be installed: what needs them is skipped.');
  step('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
  step('lint', 'nx', nx('lint'));
  step('tools', 'nx', ['run', 'tools:test', '--outputStyle=static']);
  step('build', 'nx', nx('build'));
  const built = steps.at(-1).passed;
  step('types', 'nx', nx('typecheck'));
  step('unit tests', 'nx', nx('test'));
  if (built) {
    step('integration tests', 'nx', ['run-many', '-t', 'test-int', '--parallel=1', '--outputStyle=static']);
    step('system suite', 'nx', ['run', 'system-e2e:e2e', '--outputStyle=static']);
  } else {
    console.log('\n── integration tests and system suite: left out, the build failed');
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(reports).filter((name) => name.endsWith('.json'))) {
    const counts = countJest(path.join(reports, file), root);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  const failedSteps = steps.filter(({ passed }) => !passed).map(({ name }) => name);
  // A step that failed without a failed test (lint, build, a crash) must not hide behind the count.
  if (failedSteps.length > 0 && total.failed === 0) total.failed = failedSteps.length;
  console.log(
    `\n${Math.round((Date.now() - started) / 1000)} s${failedSteps.length ? `; failed: ${failedSteps.join(', ')}` : ''}`,
  );
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed > 0 ? 1 : 0);
}

main();
