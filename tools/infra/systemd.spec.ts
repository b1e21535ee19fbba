import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { takeFromPages } from '../../apps/system-e2e/src/guides/take-from-pages.ts';

const FOLDER = path.resolve(__dirname, '../../infra/systemd');
const UNITS = readdirSync(FOLDER).filter((name) => name.endsWith('.service'));
/** Exposure level of systemd-analyze security, 0 (restricted) to 10; units of distributions are often above 9. */
const MAX_EXPOSURE = 2;

const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
const installed = analyze('--version').status === 0;
if (!installed) process.stderr.write('Skipped: the systemd units, since systemd-analyze is not installed.\n');
const whereInstalled = installed ? it : it.skip;
const guides = takeFromPages(__filename);

describe.each(UNITS)('%s', (unit) => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-units-'));
    file = path.join(folder, unit);
    // systemd verifies that the program exists: an existing program replaces it here.
    const text = readFileSync(path.join(FOLDER, unit), 'utf8');
    writeFileSync(file, text.replace(/^(ExecStart(?:Pre)?)=\S+/gm, `$1=${process.execPath}`));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  whereInstalled('is understood whole by systemd', () => {
    const [, verify = ''] = guides.take('infra/README.md', 'systemd-analyze verify').split(' ');
    const { status, stdout, stderr } = analyze(verify, '--man=no', file);
    expect({ status, said: `${stdout}${stderr}`.split('\n').filter((line) => line.includes(unit)) }).toEqual({
      status: 0,
      said: [],
    });
  });

  whereInstalled('gives the program little of the machine', () => {
    const { stdout } = analyze('security', '--offline=true', '--no-pager', file);
    const [, exposure = '10'] = /exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(MAX_EXPOSURE);
  });

  it('restarts after every kind of exit, however often', () => {
    const text = readFileSync(path.join(FOLDER, unit), 'utf8');
    expect(text).toMatch(/^Restart=always$/m);
    // By default systemd gives up after five starts within ten seconds.
    const seconds = Number(/^RestartSec=(\d+)$/m.exec(text)?.[1]);
    expect(seconds >= 2 || /^StartLimitIntervalSec=0$/m.test(text)).toBe(true);
  });

  it('contains no secret', () => {
    expect(readFileSync(path.join(FOLDER, unit), 'utf8')).not.toMatch(/SECRET=|PASSWORD=|_KEY=/);
  });
});

it('the backend serves the dashboard from the output folder of the build', () => {
  const project = JSON.parse(
    readFileSync(path.resolve(FOLDER, '../../apps/frontend/project.json'), 'utf8'),
  ) as { targets: { build: { outputs: [string] } } };
  const unit = readFileSync(path.join(FOLDER, 'ppf-monitoring.service'), 'utf8');
  const folder = project.targets.build.outputs[0].replace('{workspaceRoot}/', '');
  const built = `/opt/ppf-monitoring/current/${folder}/browser`;
  expect(/DASHBOARD_DIR=(\S+)/.exec(unit)?.[1]).toBe(built);
});

whereInstalled('does what the pages name', () => expect(guides.left()).toEqual([]));
