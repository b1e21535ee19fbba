// `npm run deployment`: runs the deployment tests, which take too long for `npm test`: installing, upgrading and restoring,
// reverse proxies, fleets, and every finding of the stream doctor. The specs are
// apps/system-e2e/src/deployment/**/*.deployment-spec.ts.
//   -- <pattern> …   only the files whose names match
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.ts';
import { FAKETIME, GSTREAMER, hasFaketime, installPackages, isInstalled, mayInstall } from './debian.ts';
import { countTests, toCountsLine } from './jest-report.ts';
import { commandEnvironment, REPORTS, ROOT, runCommand } from './workspace.ts';

/** Debian packages by one of their programs. */
const PACKAGES = {
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
} as const;

const REPORT = path.join(REPORTS, 'system-e2e-deployment.json');
// Real browsers and servers share two cores: one slow second must not fail the whole run. Tests that pass at the second
// try only are printed at the end.
const env: NodeJS.ProcessEnv = { ...commandEnvironment(), FORCE_COLOR: '0', SECOND_TRY: '1' };

/** Installs missing programs. Specs without their program are skipped. */
function prepare(): void {
  const packages: string[] = Object.entries(PACKAGES)
    .filter(([program]) => !isInstalled(program))
    .map(([, name]) => name);
  if (!isInstalled('gst-launch-1.0')) packages.push(...GSTREAMER);
  if (!hasFaketime()) packages.push(FAKETIME);
  if (packages.length > 0 && mayInstall()) installPackages(packages, 'programs for the deployment tests');
  try {
    env['CHROMIUM_BIN'] = ensureChromium();
  } catch (error) {
    console.error((error as Error).message);
  }
}

const startedAt = Date.now();
rmSync(REPORT, { force: true });
mkdirSync(REPORTS, { recursive: true });
prepare();
// Jest matches a pattern against the whole path, which includes the folder of the workspace.
const patterns = process.argv
  .slice(2)
  .map((argument) => (argument.startsWith('-') ? argument : `src/deployment/.*${argument}`));
if (runCommand('nx', ['run-many', '-t', 'build', '-p', 'backend,frontend,standalone,system-e2e'], env))
  runCommand(process.execPath, ['tools/jest.mjs', 'system-e2e', 'deployment', ...patterns], env);
const counts = countTests(REPORT, ROOT);
console.log(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
console.log(toCountsLine(counts));
process.exit(counts.failed > 0 ? 1 : 0);
