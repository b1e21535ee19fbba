// `npm run deployment`: runs the deployment tests, which take too long for `npm test`: installing, upgrading and restoring,
// reverse proxies, fleets, every finding of the stream doctor, and the journeys in JWT mode. The specs are
// apps/system-e2e/src/deployment/**/*.deployment-spec.ts.
//   -- <pattern> …   only the files whose names match; `jwt-mode` names the journeys in JWT mode
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.ts';
import { FAKETIME, GSTREAMER, hasFaketime, installPackages, isInstalled, mayInstall } from './debian.ts';
import { countTests, type TestCounts, toCountsLine } from './jest-report.ts';
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

/** Names the journeys in JWT mode among the specs. */
const JWT_MODE = 'jwt-mode';

const REPORT = path.join(REPORTS, 'system-e2e-deployment.json');
const JWT_REPORT = path.join(REPORTS, 'system-e2e-jwt.json');
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

/** Runs the journeys of JWT mode, with the simulator and with MediaMTX. Playwright retries failed tests. */
function runJwtJourneys(): TestCounts {
  runCommand('playwright', ['test', '--config', 'apps/system-e2e', '--project=jwt*'], {
    ...env,
    JOURNEY_REPORT: JWT_REPORT,
  });
  return countTests(JWT_REPORT, ROOT);
}

function runSpecs(names: readonly string[]): TestCounts {
  // Jest matches a pattern against the whole path, which includes the folder of the workspace.
  const patterns = names.map((name) => (name.startsWith('-') ? name : `src/deployment/.*${name}`));
  runCommand(process.execPath, ['tools/jest.mjs', 'system-e2e', 'deployment', ...patterns], env);
  return countTests(REPORT, ROOT);
}

const startedAt = Date.now();
for (const report of [REPORT, JWT_REPORT]) rmSync(report, { force: true });
mkdirSync(REPORTS, { recursive: true });
prepare();
const names = process.argv.slice(2);
const specs = names.filter((name) => name !== JWT_MODE);
const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
const add = ({ passed, failed, skipped }: TestCounts): void => {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
};
if (runCommand('nx', ['run-many', '-t', 'build', '-p', 'backend,frontend,standalone,system-e2e'], env)) {
  if (names.length === 0 || names.includes(JWT_MODE)) add(runJwtJourneys());
  if (names.length === 0 || specs.length > 0) add(runSpecs(specs));
} else {
  counts.failed += 1;
}
console.log(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
console.log(toCountsLine(counts));
process.exit(counts.failed > 0 ? 1 : 0);
