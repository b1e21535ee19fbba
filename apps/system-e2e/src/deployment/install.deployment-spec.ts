import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { parse } from 'dotenv';
import os from 'node:os';
import path from 'node:path';
import { takeFromPages } from '../guides/take-from-pages';
import { findMediaMtx } from '../world/target';
import { ApiClient } from '../world/api-client';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { type DebianRoot, createDebianRoot, type Ran, whyNoDebianRoot } from './server/debian-root';
import {
  LATER,
  makeBrokenRelease,
  makeNewerRelease,
  makeRelease,
  RELEASE,
  RELEASE_ARCHIVE,
  VERSION,
} from './server/releases';
import { type RunningUnit, runUnit } from './server/running-unit';

const why = whyNoDebianRoot();
if (why) process.stderr.write(`Skipped: installing on a fresh Debian, since ${why}.\n`);

const OPERATING = 'docs/guides/operating.md';
const MONITORING = 'docs/guides/monitoring.md';
const guides = takeFromPages(__filename);

// A Debian, a release and two upgrades, on a machine that does other work too. Each part rests on those before it.
jest.setTimeout(900_000);

(why ? describe.skip : describe)('a fresh Debian', () => {
  let root: DebianRoot;
  let work: string;
  let port: number;
  const units: RunningUnit[] = [];
  const said: string[] = [];
  const install = (release: string, ...args: string[]): Ran => {
    const ran = root.run(`/srv/${release}/infra/install/install.sh`, ...args);
    said.push(ran.stdout, ran.stderr);
    return ran;
  };
  /** Runs the commands of a page with an unused host name. */
  const typed = (page: string, piece: string, change = (lines: string) => lines): Ran => {
    const lines = guides.take(page, piece).replaceAll('your-domain.com', 'example.org');
    const ran = root.type(change(lines));
    said.push(ran.stdout, ran.stderr);
    return ran;
  };
  const settings = () => parse(root.read('etc/ppf-monitoring/backend.env'));
  const origin = () => `http://127.0.0.1:${port}`;
  const start = async () => {
    const unit = runUnit(root, 'ppf-monitoring');
    units.push(unit);
    await waitFor(
      async () => {
        const answer = await fetch(`${origin()}/health/live`).catch(() => undefined);
        if (!answer?.ok) throw new Error(unit.output().slice(-800));
        return true;
      },
      'the backend answers',
      { withinMs: 60_000 },
    );
    const { ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = settings();
    return ApiClient.signIn(origin(), { email, password });
  };
  const stop = async () => {
    for (const unit of units.splice(0)) await unit.stop();
  };
  const ask = (sql: string): string => {
    const asked = root.run(
      'runuser',
      '-u',
      'postgres',
      '--',
      'psql',
      '-tAX',
      '-p',
      clusterPort(),
      '-c',
      sql,
      'ppf',
    );
    expect(asked.stderr).toBe('');
    return asked.stdout.trim();
  };
  const clusterPort = () => root.run('pg_lsclusters', '-h').stdout.split(/\s+/)[2] ?? '';

  beforeAll(async () => {
    work = mkdtempSync(path.join(os.tmpdir(), 'ppf-release-'));
    const release = makeRelease(work);
    const others = [makeNewerRelease(release), makeBrokenRelease(release)];
    root = createDebianRoot(await freePort());
    for (const each of others)
      cpSync(each, root.at(path.join('srv', path.basename(each))), {
        recursive: true,
        verbatimSymlinks: true,
      });
    cpSync(path.join(work, RELEASE_ARCHIVE), root.at(path.join('srv', RELEASE_ARCHIVE)));
    expect(root.run('tar', '-xzf', `/srv/${RELEASE_ARCHIVE}`, '-C', '/srv').status).toBe(0);
    port = await freePort();
    // The only existing settings of the operator: other ports than the defaults.
    mkdirSync(root.at('etc/ppf-monitoring'));
    const other = [`PORT=${port}`, `MEDIAMTX_API_PORT=${await freePort()}`].join('\n');
    writeFileSync(root.at('etc/ppf-monitoring/backend.env'), `${other}\n`);
  });
  afterAll(async () => {
    await stop();
    root?.remove();
    if (work) rmSync(work, { recursive: true, force: true });
  });

  const WISHES = ['--domain', 'stream.example.org', '--email', 'you@example.org'];

  it('prints missing requirements and its steps, and changes nothing', () => {
    expect(install(RELEASE)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--domain is needed'),
    });
    expect(install(RELEASE, '--colour', 'blue')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Usage'),
    });
    const dryRun = install(RELEASE, ...WISHES, '--dry-run');
    expect(dryRun).toMatchObject({ status: 0, stderr: '' });
    for (const words of [
      'apt-get install',
      'useradd',
      'backend.env',
      'ppf-monitoring.service',
      'Nothing was changed',
    ])
      expect(dryRun.stdout).toContain(words);
    for (const made of [
      'opt/ppf-monitoring',
      'etc/mediamtx',
      'usr/sbin/nginx',
      'usr/local/bin/ppf-monitoring',
    ])
      expect(existsSync(root.at(made))).toBe(false);
  });

  it('rejects a MediaMTX with a wrong checksum', () => {
    const [version = ''] = root.read(`srv/${RELEASE}/infra/install/mediamtx.release`).split('\n');
    mkdirSync(root.at(`srv/mirror/${version}`), { recursive: true });
    for (const arch of ['amd64', 'arm64'])
      writeFileSync(
        root.at(`srv/mirror/${version}/mediamtx_${version}_linux_${arch}.tar.gz`),
        'another program',
      );
    const refused = install(RELEASE, ...WISHES, '--mediamtx-url', 'file:///srv/mirror');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('its SHA-256 is wrong') });
    expect(existsSync(root.at('usr/local/bin/mediamtx'))).toBe(false);
  });

  it('installs everything, with secrets that only root and the program can read', () => {
    const mediaMtx = findMediaMtx()?.command;
    if (mediaMtx) cpSync(mediaMtx, root.at('srv/mediamtx'));
    else writeFileSync(root.at('srv/mediamtx'), '#!/bin/sh\necho v1.20.1\n', { mode: 0o755 });
    // Put there before, since nothing is fetched from GitHub here.
    cpSync(root.at('srv/mediamtx'), root.at('usr/local/bin/mediamtx'));
    expect(typed(OPERATING, 'install')).toMatchObject({ status: 0 });
    const mode = (file: string) => (statSync(root.at(file)).mode & 0o777).toString(8);
    expect([mode('etc/ppf-monitoring'), mode('etc/ppf-monitoring/backend.env')]).toEqual(['700', '600']);
    expect([mode('etc/mediamtx/mediamtx.yml'), mode('etc/mediamtx/environment')]).toEqual(['640', '640']);
    // The default of HOOK_PORT is PORT + 1000.
    expect(root.read('etc/mediamtx/mediamtx.yml')).toContain(
      `:${settings().MEDIAMTX_HOOK_SECRET}@127.0.0.1:${port + 1000}/`,
    );
    expect(root.read('etc/nginx/conf.d/ppf-monitoring.conf')).not.toContain('your-domain');
    // Its ports may be another one's on this machine.
    expect(typed(MONITORING, 'nginx -t').stderr).not.toContain('emerg] unknown');
    const secrets = Object.entries(settings()).filter(([name]) => /SECRET|KEY|PASS|DATABASE_URL/.test(name));
    expect(secrets.length).toBeGreaterThanOrEqual(7);
    for (const [, secret] of secrets) expect(said.join('')).not.toContain(secret);
  });

  it('runs the backend with the command of its unit: sign in, workshop, pit, sealed password, dashboard', async () => {
    const api = await start();
    const workshop = await api.createWorkshop('Folie & Söhne');
    const pit = await api.createPit(workshop.id, 1);
    await api.putCamera(pit.id, {
      kind: 'pull',
      host: '192.168.7.7',
      port: 554,
      path: '/stream1',
      user: 'admin',
      password: 'p@ss#word',
    } as never);
    expect(await (await fetch(origin())).text()).toContain('<ppf-root');
    expect(ask('SELECT left(sealed_password, 3) FROM camera')).toBe('v1.');
    expect(typed(MONITORING, 'pg_isready').stdout).toContain('accepting connections');
  });

  it('reports that neither MediaMTX nor nginx runs', () => {
    const { status, stdout } = typed(OPERATING, 'doctor');
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringMatching(/MediaMTX/) });
  });

  it('creates another administrator', async () => {
    const made = typed(OPERATING, 'sudo ppf-monitoring create-admin --email another@your-domain.com');
    expect(made).toMatchObject({ status: 0 });
    const { ADMIN_PASSWORD: password = '' } = settings();
    await ApiClient.signIn(origin(), { email: 'another@example.org', password });
  });

  it('is monitored by Debian’s Prometheus', () => {
    const result = typed(
      MONITORING,
      'prometheus',
      (lines) => `METRICS_TOKEN=a-token-of-the-metrics\n${lines}`,
    );
    expect({ ...result, stdout: '' }).toMatchObject({ status: 0 });
    const { mode } = statSync(root.at('etc/prometheus/ppf-metrics-token'));
    expect([mode & 0o777, root.read('etc/prometheus/ppf-metrics-token')]).toEqual([
      0o400,
      'a-token-of-the-metrics',
    ]);
    expect(root.read('srv/systemctl-calls')).toContain('reload prometheus');
  });

  it('is not changed by a second run', () => {
    const before = root.read('etc/ppf-monitoring/backend.env');
    expect(install(RELEASE)).toMatchObject({ status: 0, stderr: '' });
    expect(root.read('etc/ppf-monitoring/backend.env')).toBe(before);
  });

  it('is backed up by the command on the PATH', () => {
    expect(typed(OPERATING, 'back-up')).toMatchObject({ status: 0 });
  });

  it('is upgraded with its data after a backup, and rolled back with its data', async () => {
    await stop();
    const upgraded = install('ppf-monitoring-1.1.0');
    expect(upgraded).toMatchObject({ status: 0, stderr: '' });
    expect(upgraded.stdout).toContain(`Upgrading from ${VERSION} to 1.1.0`);
    expect(upgraded.stdout).toMatch(/Wrote \S*before-1\.1\.0[^]*Migrated: Later/);
    expect(ask('SELECT name, later FROM workshop')).toBe('Folie & Söhne|filled');
    expect(root.run('ppf-monitoring', 'last-migration').stdout.trim()).toBe(LATER);
    await start();
    await stop();

    const back = typed(OPERATING, 'roll-back');
    expect(back).toMatchObject({ status: 0 });
    expect(back.stdout).toContain(`Rolling back from 1.1.0 to ${VERSION}`);
    expect(back.stdout).toContain('Undone: Later');
    expect(ask("SELECT count(*) FROM information_schema.columns WHERE column_name = 'later'")).toBe('0');
    const api = await start();
    expect((await api.pits(1)).items.map(({ number }) => number)).toEqual([1]);
    await stop();
  });

  it('keeps the running release when a new one cannot migrate', async () => {
    mkdirSync(root.at('run/systemd/system'), { recursive: true });
    const failed = root.type('ppf-monitoring-1.2.0/infra/install/install.sh');
    rmSync(root.at('run/systemd'), { recursive: true });
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('no_such_table');
    expect(failed.stderr).toContain(`release ${VERSION} runs again`);
    expect(root.read('srv/systemctl-calls').trim().split('\n').slice(-2)).toEqual([
      'stop ppf-monitoring',
      'start ppf-monitoring',
    ]);
    expect(root.run('readlink', '/opt/ppf-monitoring/current').stdout).toContain(`/${VERSION}\n`);
    await start();
    await stop();
  });

  it('restores everything from a backup, including secrets, after all was removed', async () => {
    const sealing = settings().SEALING_KEY;
    const passphrase = settings().BACKUP_PASSPHRASE ?? '';
    const gone = install(RELEASE, 'uninstall', '--purge');
    expect(gone).toMatchObject({ status: 0, stderr: '' });
    for (const left of ['opt/ppf-monitoring', 'etc/ppf-monitoring', 'etc/mediamtx', 'usr/local/bin/mediamtx'])
      expect(existsSync(root.at(left))).toBe(false);

    mkdirSync(root.at('etc/ppf-monitoring'), { mode: 0o700 });
    writeFileSync(root.at('etc/ppf-monitoring/backend.env'), `PORT=${port}\n`);
    expect(install(RELEASE, ...WISHES, '--mediamtx', '/srv/mediamtx')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(settings().SEALING_KEY).not.toBe(sealing);
    writeFileSync(root.at('etc/ppf-monitoring/restore-passphrase'), `${passphrase}\n`, { mode: 0o600 });
    expect(typed(OPERATING, 'restore')).toMatchObject({ status: 0 });
    rmSync(root.at('etc/ppf-monitoring/restore-passphrase'));
    expect(settings().SEALING_KEY).toBe(sealing);
    // MediaMTX is given the hook's secret that came with it.
    expect(root.read('etc/mediamtx/mediamtx.yml')).toContain(`:${settings().MEDIAMTX_HOOK_SECRET}@`);
    expect(ask('SELECT name FROM workshop')).toBe('Folie & Söhne');
    expect(ask('SELECT left(sealed_password, 3) FROM camera')).toBe('v1.');
  });

  it('keeps settings and data when it is uninstalled without --purge', () => {
    const [, ...args] = guides.take(OPERATING, 'install.sh uninstall').split(' ');
    expect(install(RELEASE, ...args)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(root.at('etc/ppf-monitoring/backend.env'))).toBe(true);
    expect(existsSync(root.at('opt/ppf-monitoring'))).toBe(false);
    expect(ask('SELECT count(*) FROM workshop')).toBe('1');
  });

  it('runs every command that the pages show', () => expect(guides.left()).toEqual([]));
});
