import { ControlApiStub } from '@ppf/testing';
import { freePort } from '@ppf/free-ports';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InstallationCheck } from '../troubleshooting';
import { CameraEntity, CameraSource } from '../pits';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { makeTwoWorkshops } from '../testing/two-workshops';
import { WhepStub } from '../testing/whep-stub';
import { settingsReference } from './write-settings-reference';

const ROOT = path.resolve(__dirname, '../../../..');

/** Runs the built program. */
function run(program: string, args: readonly string[], environment: Record<string, string | undefined>) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const file = path.join(ROOT, 'apps/backend/dist', program);
    const env = { PATH: process.env['PATH'], ...environment } as Record<string, string>;
    for (const name of Object.keys(env)) if (env[name] === undefined) delete env[name];
    const child = spawn(process.execPath, [file, ...args], { cwd: tmpdir(), env });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  });
}

describe('the command line', () => {
  let backend: BackendUnderTest;
  let environment: Record<string, string | undefined>;
  beforeAll(async () => {
    backend = await startBackend();
    environment = { ...TEST_ENVIRONMENT, DATABASE_URL: backend.databaseUrl };
  });
  afterAll(() => backend.stop());

  it('creates the sample workshop once, and updates the cameras of its pits', async () => {
    const cameras = (...urls: string[]) =>
      run(
        'cli/main.js',
        ['create-sample-workshop', ...urls.flatMap((url) => ['--camera', url])],
        environment,
      );
    const first = await cameras('rtsp://u:p%40w@127.0.0.1:10554/a', 'rtsp://u:pw@127.0.0.1:10555/b');
    expect(first).toMatchObject({ code: 0, err: '' });
    const second = await cameras('rtsp://u:new@127.0.0.1:10554/a', 'rtsp://u:pw@127.0.0.1:10555/b');
    expect(second.out).toBe(first.out);
    const rows = await backend.database.getRepository(CameraEntity).find({ order: { pitId: 'ASC' } });
    const source = backend.app.get(CameraSource);
    expect(rows.map((row) => source.urlOf(row, 'main'))).toEqual([
      'rtsp://u:new@127.0.0.1:10554/a',
      'rtsp://u:pw@127.0.0.1:10555/b',
    ]);
    expect(await backend.database.query('SELECT is_sample FROM workshop')).toEqual([{ is_sample: true }]);
  });

  it('checks the whole installation, reports each fault with its fix, and sets the exit code', async () => {
    const [control, whep] = [await new ControlApiStub().start(), new WhepStub()];
    const webrtc = String(await whep.start());
    // Its placements are those of its settings.
    const whole = await startBackend({
      MEDIAMTX_API_PORT: String(control.port),
      MEDIAMTX_WEBRTC_PORT: webrtc,
      // Nothing listens there, whatever else runs on this machine.
      MEDIAMTX_RTSP_PORT: String(await freePort()),
    });
    try {
      await whole.app.listen(0, '127.0.0.1');
      const { port } = whole.app.getHttpServer().address() as AddressInfo;
      whep.hook = { port, secret: String(TEST_ENVIRONMENT['MEDIAMTX_HOOK_SECRET']) };
      const { admin, ours, ourPit } = await makeTwoWorkshops(whole);
      expect(ours).toBe(1);
      const body = { kind: 'push' };
      await whole.send({ method: 'PUT', url: `/api/v1/pits/${ourPit}/camera`, as: admin, body });
      const listening = { PORT: String(port), DATABASE_URL: whole.databaseUrl, MEDIAMTX_HLS_PORT: webrtc };
      const ports = { MEDIAMTX_API_PORT: String(control.port), MEDIAMTX_WEBRTC_PORT: webrtc };
      const runDoctor = async (...args: string[]) => {
        const outcome = await run('cli/main.js', ['doctor', ...args], {
          ...environment,
          ...listening,
          ...ports,
        });
        expect(outcome.out + outcome.err).not.toMatch(/hook-secret-of-the-tests|stream-token-secret/);
        return outcome;
      };
      const { code, out } = await runDoctor('--json');
      const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: InstallationCheck[] };
      const states = Object.fromEntries(checks.map(({ what, state }) => [what.replace(/ \d+$/, ''), state]));
      expect([code, ok]).toEqual([1, false]);
      expect(states).toMatchObject({
        settings: 'ok',
        database: 'ok',
        'database sessions': 'ok',
        service: 'ok',
      });
      const hook = checks.find(({ what }) => what.endsWith('hook, round trip'));
      expect(hook).toMatchObject({ state: 'ok', found: 'It called the hook and accepted the decision' });
      whep.hook = null;
      const text = await runDoctor();
      expect(text.code).toBe(1);
      expect(text.out).toMatch(
        /FAULT {4}[^\n]*hook, round trip: The media server checks viewers at an address other than[^\n]*\n +→ Set authHTTPAddress/,
      );
    } finally {
      await whole.stop();
      await control.stop();
      whep.stop();
    }
  });

  it('reports missing settings before any other check', async () => {
    const outcome = await run('cli/main.js', ['doctor'], { ...environment, STREAM_TOKEN_SECRET: undefined });
    expect([outcome.code, outcome.out]).toEqual([
      1,
      expect.stringMatching(/^FAULT {4}settings: STREAM_TOKEN_SECRET/),
    ]);
  });

  it('creates an admin who can sign in, and refuses the same email address again', async () => {
    const createAdmin = () =>
      run('cli/main.js', ['create-admin', '--email', 'Root@example.org'], {
        ...environment,
        ADMIN_PASSWORD: 'correct horse battery staple',
      });
    expect(await createAdmin()).toMatchObject({ code: 0, out: expect.stringContaining('root@example.org') });
    const body = { email: 'root@example.org', password: 'correct horse battery staple' };
    expect((await backend.send({ method: 'POST', url: '/api/v1/auth/login', body })).status).toBe(200);
    expect(await createAdmin()).toMatchObject({ code: 1, err: expect.stringContaining('email-taken') });
  });

  it('migrates', async () => {
    const { DATABASE_URL } = environment;
    expect(await run('cli/main.js', ['migrate'], { DATABASE_URL })).toEqual({
      code: 0,
      out: 'The schema is up to date.\n',
      err: '',
    });
  });

  it('lists the differences at the media servers without any secret', async () => {
    const mediaMtx = await new ControlApiStub().start();
    // The running backend would remove the path immediately.
    mediaMtx.writeMs = 60_000;
    mediaMtx.configs.set('workshop-99/pit-1', { source: 'rtsp://u:secret@10.0.0.1/' });
    await backend.database.query('UPDATE media_server SET api_url = $1', [mediaMtx.url]);
    const dryRun = () => run('cli/main.js', ['reconcile', '--dry-run'], environment);
    const listed = await dryRun().finally(() => mediaMtx.stop());
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/remove +workshop-99\/pit-1 +unwanted/);
    expect(listed.out).not.toMatch(/secret|rtsp:/);
    const unreachable = await dryRun();
    expect(unreachable).toMatchObject({
      code: 0,
      out: 'MediaMTX: GET info failed: no connection (ECONNREFUSED).\n',
    });
  });

  it.each([
    [['fly'], 2, /^error: unknown command 'fly'/],
    [['bakup'], 2, /Did you mean backup\?/],
    [[], 2, /^Usage: npm run cli -- \[options\] \[command\]/],
    [['migrate', '--force'], 2, /^error: unknown option '--force'/],
    [['doctor', '--jsn'], 2, /^error: unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['migrate', 'now'], 2, /^error: too many arguments/],
    [['backup'], 2, /^error: required option '--to <file>' not specified/],
    [['restore'], 2, /^error: required option '--from <file>' not specified/],
    [['create-sample-workshop'], 2, /^error: required option '--camera <url>' not specified/],
    [['create-admin', '--email', 'no-address'], 1, /--email must be an email\.\n.*12 to 200/],
    [['reconcile'], 1, /Add --dry-run/],
    [['migrate'], 1, /DATABASE_URL is missing/],
  ])('refuses %j', async (args, code, err) => {
    const outcome = await run('cli/main.js', args, {});
    expect(outcome).toMatchObject({ code, out: '', err: expect.stringMatching(err) });
  });

  it.each([
    [['--help'], /^Usage: npm run cli -- \[options\] \[command\][^]*^ {2}backup \[options\] /m],
    [['help', 'restore'], /^Usage: npm run cli -- restore \[options\][^]*--identity <file>/],
    [['backup', '--help'], /^Usage: npm run cli -- backup \[options\][^]*--with <file>/],
    [['plan-size', '-h'], /--main-mbits <number> +0 to 200/],
  ])('prints help for %j and exits with 0', async (args, out) => {
    expect(await run('cli/main.js', args, {})).toEqual({ code: 0, out: expect.stringMatching(out), err: '' });
  });

  it('writes the reference pages without any setting, equal to the committed pages', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'ppf-reference-'));
    const out = (name: string) => path.join(directory, name);
    expect(await run('cli/main.js', ['write-openapi', '--out', out('o')], {})).toMatchObject({ code: 0 });
    expect(await run('cli/main.js', ['write-settings-reference', '--out', out('s')], {})).toMatchObject({
      code: 0,
    });
    const committed = (name: string) => readFileSync(path.join(ROOT, 'docs/reference', name), 'utf8');
    expect(readFileSync(out('o'), 'utf8')).toBe(committed('openapi.json'));
    expect(readFileSync(out('s'), 'utf8')).toBe(committed('settings.md'));
    expect(settingsReference()).toBe(committed('settings.md'));
    rmSync(directory, { recursive: true });
  });
});

describe('the backend process', () => {
  it('exits with every fault of its settings', async () => {
    const { code, err } = await run('main.js', [], { PORT: 'abc', SEALING_KEY: 'hunter2-hunter2' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'DATABASE_URL', 'ACCESS_TOKEN_SECRET', 'SEALING_KEY', 'STREAM_TOKEN_SECRET'])
      expect(err).toContain(`- ${name} `);
    expect(err).not.toContain('hunter2');
  });

  it('exits with one sentence without the password when the database refuses the connection', async () => {
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
    url.pathname = '/no_such_database';
    url.password = 'hunter2';
    const { code, err } = await run('main.js', [], { ...TEST_ENVIRONMENT, DATABASE_URL: url.href });
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^PostgreSQL at .*no_such_database cannot be reached \(.*\n$/),
    ]);
    expect(err).not.toContain('hunter2');
  });

  it('exits with one sentence when its port is in use', async () => {
    const backend = await startBackend();
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { code, err } = await run('main.js', [], {
      ...TEST_ENVIRONMENT,
      DATABASE_URL: backend.databaseUrl,
      PORT: String(port),
    });
    expect([code, err]).toEqual([1, `Port ${port} is in use by another program: stop it, or set PORT.\n`]);
    server.close();
    await backend.stop();
  });
});
