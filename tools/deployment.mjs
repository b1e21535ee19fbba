// `npm run deployment`: runs the deployment tests, which take too long for `npm test`: several machines,
// installing, upgrading, restoring, the table of faults. Specs are apps/system-e2e/src/deployment/**/*.deployment-spec.ts; what this
// machine cannot run is skipped, and its spec says why. Ends with the count of tests, which is all that .ci/run adds up.
//   -- <pattern>   only the files whose names match
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { FAKETIME, GSTREAMER, hasFaketime, install, isInstalled, mayInstall } from './debian.mjs';
import { countJest } from './jest-report.mjs';

/** Debian's packages, by a program of each. */
const PROGRAMS = {
  nginx: 'nginx',
  caddy: 'caddy',
  apache2: 'apache2-bin',
  haproxy: 'haproxy',
  openssl: 'openssl',
  age: 'age',
  debootstrap: 'debootstrap',
  'systemd-nspawn': 'systemd-container',
  shellcheck: 'shellcheck',
  ffmpeg: 'ffmpeg',
  curl: 'curl',
  prometheus: 'prometheus',
};

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const report = path.join(root, 'reports/system-e2e-deployment.json');
const bin = path.join(root, 'node_modules/.bin');
const env = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH}`,
  NX_DAEMON: 'false',
  FORCE_COLOR: '0',
  // Real browsers and servers share two cores: one slow second must not fail the whole run. What passes at the second
  // try only is named at the end, and is to be looked at.
  SECOND_TRY: '1',
};

function run(command, args) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** What is missing after this is skipped by the specs that need it. */
function prepare() {
  const missing = Object.keys(PROGRAMS).filter((program) => !isInstalled(program));
  const packages = missing.map((program) => PROGRAMS[program]);
  if (!isInstalled('gst-launch-1.0')) packages.push(...GSTREAMER);
  if (!hasFaketime()) packages.push(FAKETIME);
  if (packages.length > 0 && mayInstall()) install(packages, 'programs that the deployment suite tries');
  try {
    env.CHROMIUM_BIN = ensureChromium();
  } catch (error) {
    console.error(error.message);
  }
}

function main() {
  const started = Date.now();
  rmSync(report, { force: true });
  mkdirSync(path.dirname(report), { recursive: true });
  prepare();
  const built = run('nx', ['run-many', '-t', 'build', '-p', 'backend,frontend,standalone,system-e2e']);
  // Jest looks for a pattern in the whole path, and so in the name of the folder that the workspace lies in.
  const wanted = process.argv
    .slice(2)
    .map((each) => (each.startsWith('-') ? each : `src/deployment/.*${each}`));
  if (built) run(process.execPath, ['tools/jest.mjs', 'system-e2e', 'deployment', ...wanted]);
  const { passed, failed, skipped } = countJest(report, root);
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 ? 1 : 0);
}

main();
