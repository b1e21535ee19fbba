import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MediaServerDetails, MediaServerList } from '@ppf/contracts';
import { parse } from 'dotenv';
import { takeFromPages } from '../guides/take-from-pages';
import { findMediaMtx } from '../world/target';
import { waitFor } from '@ppf/testing';
import { type SystemdRoot, bootSystemdRoot, whyNoBoot } from './server/systemd-root';
import { type Ran } from './server/debian-root';
import { makeDeadRelease, makeNewerRelease, makeRelease, RELEASE, VERSION } from './server/releases';

const why = whyNoBoot();
if (why) process.stderr.write(`Skipped: under a running systemd, since ${why}.\n`);
const mediaMtx = findMediaMtx()?.command;
if (!why && !mediaMtx) process.stderr.write('Left out: MediaMTX under systemd, since none was found.\n');

/** The download of install.sh, because there is no network inside. */
const PACKAGES = ['postgresql', 'nginx', 'openssl', 'curl'];
const OPERATING = 'docs/guides/operating.md';
const MONITORING = 'docs/guides/monitoring.md';
const guides = takeFromPages(__filename);
const withMediaMtx = mediaMtx ? it : it.skip;
const OURS = ['ppf-monitoring', 'ppf-media-agent', 'mediamtx'];
const ALL = [...OURS, 'nginx', 'postgresql'];
/** File that MediaMTX is started with, written by its media agent. */
const AGENT_FILE = 'var/lib/ppf-media-agent/mediamtx.yml';
const CAMERA = 'v3/config/paths/get/workshop-1/pit-1';
/** RestartSec, and a start on a busy machine. */
const BACK_WITHIN_MS = 30_000;

// A Debian and three releases, on a machine that does other work too. Each part rests on those before it.
jest.setTimeout(900_000);

(why ? describe.skip : describe)('a server that runs systemd', () => {
  let server: SystemdRoot;
  let work: string;
  const said: string[] = [];
  const install = (release: string, ...args: string[]): Ran => {
    const ran = server.run(`/srv/${release}/infra/install/install.sh`, ...args);
    said.push(ran.stdout, ran.stderr);
    return ran;
  };
  /** Types what a page shows. */
  const typed = (page: string, piece: string): Ran =>
    server.run(...(guides.take(page, piece).trim().split(' ') as [string, ...string[]]));
  const shown = (unit: string, property: string): string =>
    server.run('systemctl', 'show', '-p', property, '--value', unit).stdout.trim();
  const states = (...units: string[]): string[] => units.map((unit) => shown(unit, 'ActiveState'));
  const ready = (): Promise<boolean> =>
    waitFor(
      async () => {
        const asked = server.run('curl', '-ksf', 'https://stream.example.org/health/ready');
        if (asked.status !== 0)
          throw new Error(server.run('journalctl', '-n', '5', '-u', OURS[0] ?? '').stdout);
        return true;
      },
      'the service answers through nginx',
      { withinMs: BACK_WITHIN_MS },
    );
  /** Sends a request to the API as the administrator. */
  const api = <Body>(method: string, url: string, body?: object): Body => {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings();
    const { access_token: token } = curl<{ access_token: string }>('POST', 'auth/login', { email, password });
    return curl<Body>(method, url, body, token);
  };
  const curl = <Body>(method: string, url: string, body?: object, token?: string): Body => {
    const data = body ? ['-H', 'content-type: application/json', '-d', JSON.stringify(body)] : [];
    const sign = token ? ['-H', `authorization: Bearer ${token}`] : [];
    const address = `https://stream.example.org/api/v1/${url}`;
    const { stdout } = server.run('curl', '-ksf', '-X', method, ...sign, ...data, address);
    return (stdout === '' ? undefined : JSON.parse(stdout)) as Body;
  };
  const settings = (): Record<string, string> =>
    parse(readFileSync(server.at('etc/ppf-monitoring/backend.env'), 'utf8'));
  const agentServer = (): MediaServerDetails | undefined =>
    api<MediaServerList>('GET', 'media-servers').items[0];
  const hasCamera = (): true | undefined =>
    server.run('curl', '-sf', `http://127.0.0.1:9997/${CAMERA}`).stdout.includes('@192.168.7.7:554/') ||
    undefined;
  const runs = (release: string): void =>
    expect(server.run('readlink', '/opt/ppf-monitoring/current').stdout).toContain(`/${release}\n`);

  beforeAll(async () => {
    work = mkdtempSync(path.join(os.tmpdir(), 'ppf-release-'));
    const release = makeRelease(work);
    const releases = [release, makeNewerRelease(release), makeDeadRelease(release)];
    server = await bootSystemdRoot(PACKAGES);
    for (const each of releases)
      cpSync(each, server.at(path.join('srv', path.basename(each))), {
        recursive: true,
        verbatimSymlinks: true,
      });
    if (mediaMtx) cpSync(mediaMtx, server.at('srv/mediamtx'));
    else {
      const standIn = '#!/bin/sh\n[ "$1" = --version ] && { echo v1.20.1; exit; }\nexec sleep infinity\n';
      writeFileSync(server.at('srv/mediamtx'), standIn, { mode: 0o755 });
    }
    writeFileSync(server.at('etc/hosts'), '127.0.0.1 localhost stream.example.org\n');
  });
  afterAll(async () => {
    await server?.remove();
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it('runs all services after one command', async () => {
    const wishes = ['--domain', 'stream.example.org', '--email', 'you@example.org'];
    expect(install(RELEASE, ...wishes, '--mediamtx', '/srv/mediamtx')).toMatchObject({
      status: 0,
      stderr: '',
    });
    await ready();
    expect(states(...ALL)).toEqual(ALL.map(() => 'active'));
    expect(server.run('systemctl', '--failed', '--no-legend').stdout).toBe('');
    const page = server.run('curl', '-ks', 'https://stream.example.org/');
    expect(page.stdout).toContain('<ppf-root');
  });

  it('shows its status and restarts with the commands of the guides', async () => {
    for (const piece of ['systemctl status mediamtx', 'systemctl status ppf-monitoring'])
      expect(typed(MONITORING, piece)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('active (running)'),
      });
    expect(typed(MONITORING, 'timedatectl').stdout).toContain('Universal time:');
    const before = shown('ppf-monitoring', 'MainPID');
    expect(typed(OPERATING, 'systemctl restart ppf-monitoring')).toMatchObject({ status: 0 });
    expect(shown('ppf-monitoring', 'MainPID')).not.toBe(before);
    await ready();
    expect(typed(OPERATING, 'journalctl -u ppf-monitoring').stdout).toContain('Listening on 127.0.0.1:3000');
    expect(guides.left()).toEqual([]);
  });

  it('hardens them as far as they still work', () => {
    for (const unit of OURS)
      expect(server.run('systemd-analyze', 'security', '--threshold=15', unit)).toMatchObject({ status: 0 });
  });

  it('restarts a killed backend', async () => {
    server.run('systemctl', 'kill', '-s', 'KILL', 'ppf-monitoring');
    await waitFor(
      async () => {
        return shown('ppf-monitoring', 'NRestarts') === '1';
      },
      'it was started again',
      { withinMs: BACK_WITHIN_MS },
    );
    await ready();
  });

  withMediaMtx('has a media agent that was enrolled by itself, and sets the paths of cameras', async () => {
    await waitFor(async () => agentServer()?.paths_by === 'file', 'the agent sets the paths', {
      withinMs: BACK_WITHIN_MS,
    });
    const { id } = api<{ id: number }>('POST', 'workshops', { name: 'Folie & Söhne' });
    const pit = api<{ id: number }>('POST', `workshops/${id}/pits`, { number: 1 });
    const camera = { kind: 'pull', host: '192.168.7.7', port: 554, path: '/stream1', on_demand: true };
    api('PUT', `pits/${pit.id}/camera`, { ...camera, user: 'admin', password: 'p@ss#word' });
    await waitFor(async () => hasCamera(), 'the camera is set', { withinMs: BACK_WITHIN_MS });
    const { mode } = statSync(server.at(AGENT_FILE));
    expect([mode & 0o777, readFileSync(server.at(AGENT_FILE), 'utf8')]).toEqual([
      0o600,
      expect.stringMatching(/^[\w+/=]+$/),
    ]);
  });

  withMediaMtx('brings cameras back after MediaMTX was killed, without backend and PostgreSQL', async () => {
    server.run('systemctl', 'stop', 'ppf-monitoring', 'postgresql');
    const before = shown('mediamtx', 'MainPID');
    server.run('systemctl', 'kill', '-s', 'KILL', 'mediamtx');
    await waitFor(
      async () => (['0', before].includes(shown('mediamtx', 'MainPID')) ? undefined : true),
      'it was started again',
      { withinMs: BACK_WITHIN_MS },
    );
    await waitFor(async () => hasCamera(), 'the camera is set', { withinMs: BACK_WITHIN_MS });
    server.run('systemctl', 'start', 'postgresql', 'ppf-monitoring');
    await ready();
  });

  withMediaMtx('keeps MediaMTX running while its settings are broken, and reports the fault', async () => {
    const file = server.at('etc/mediamtx/mediamtx.yml');
    const { uid, gid, mode } = statSync(file);
    const good = readFileSync(file, 'utf8');
    const before = shown('mediamtx', 'MainPID');
    writeFileSync(file, `${good}\nnonsense: [\n`);
    await waitFor(async () => agentServer()?.agent.report?.settings_faults.length, 'the fault is reported', {
      withinMs: BACK_WITHIN_MS,
    });
    writeFileSync(file, good);
    expect(statSync(file)).toMatchObject({ uid, gid, mode });
    await waitFor(
      async () => agentServer()?.agent.report?.settings_faults.length === 0,
      'the fault is gone',
      { withinMs: BACK_WITHIN_MS },
    );
    expect(shown('mediamtx', 'MainPID')).toBe(before);
  });

  withMediaMtx('restarts a MediaMTX that a broken file ended, with any exit code', async () => {
    const before = Number(shown('mediamtx', 'NRestarts'));
    writeFileSync(server.at(AGENT_FILE), 'nonsense: [\n');
    await waitFor(async () => Number(shown('mediamtx', 'NRestarts')) > before, 'it has ended', {
      withinMs: BACK_WITHIN_MS,
    });
    await waitFor(
      async () => /ok +MediaMTX: control API/.test(server.run('ppf-monitoring', 'doctor').stdout),
      'it serves again',
      { withinMs: BACK_WITHIN_MS },
    );
    await waitFor(async () => hasCamera(), 'the camera is set', { withinMs: BACK_WITHIN_MS });
  });

  it('runs all services again after a reboot', async () => {
    await server.reboot();
    await ready();
    expect(states(...ALL)).toEqual(ALL.map(() => 'active'));
    if (mediaMtx) await waitFor(async () => hasCamera(), 'the camera is set', { withinMs: BACK_WITHIN_MS });
  });

  it('rolls back a release that does not become ready', async () => {
    const failed = install('ppf-monitoring-1.3.0');
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain('The new release does not become ready: rolling back.');
    expect(failed.stderr).toContain('the previous release runs again');
    runs(VERSION);
    await ready();
  });

  it('is upgraded while it runs', async () => {
    expect(install('ppf-monitoring-1.1.0')).toMatchObject({ status: 0, stderr: '' });
    runs('1.1.0');
    await ready();
    expect(states(...OURS)).toEqual(OURS.map(() => 'active'));
  });

  it('stops them in order', () => {
    for (const unit of OURS) {
      expect(server.run('systemctl', 'stop', unit)).toMatchObject({ status: 0 });
      expect([shown(unit, 'Result'), shown(unit, 'ActiveState')]).toEqual(['success', 'inactive']);
    }
  });

  it('writes no secret into its journal', () => {
    const ofAgent = parse(readFileSync(server.at('etc/mediamtx/agent.env'), 'utf8'));
    const secrets = Object.entries({ ...settings(), ...ofAgent }).filter(([name]) =>
      /SECRET|KEY|PASS|DATABASE_URL|CODE/.test(name),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(9);
    const journal = server.run('journalctl', '--no-pager').stdout;
    expect(journal).toContain('Started ppf-monitoring.service');
    for (const [, secret] of secrets) expect(`${journal}${said.join('')}`).not.toContain(secret);
  });

  it('runs no service after it is uninstalled', () => {
    expect(install('ppf-monitoring-1.1.0', 'uninstall', '--purge')).toMatchObject({ status: 0 });
    expect(OURS.map((unit) => shown(unit, 'LoadState'))).toEqual(OURS.map(() => 'not-found'));
    expect(server.run('curl', '-ksf', 'https://stream.example.org/health/live').status).not.toBe(0);
  });
});
