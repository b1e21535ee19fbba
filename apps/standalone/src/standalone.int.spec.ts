import { waitFor } from '@ppf/testing';
import { createTestDatabase, processIdentity, removeEmbeddedDatabase } from '@ppf/embedded-database';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@ppf/free-ports';
import { lonelySettings, StandaloneRun } from './testing/run-standalone';

/** A real MediaMTX; undefined: the tests that need one are skipped. */
const MEDIAMTX = process.env.MEDIAMTX_BIN;
const withMediaMtx = MEDIAMTX ? it : it.skip;

const CHILDREN = ['backend', 'media-server', 'sample-cameras'];

/** Longest that a stop may take. One that hangs takes longer. */
const ENDS_WITHIN_MS = 60_000;

describe('everything on one machine', () => {
  let directory = '';
  let settings: Record<string, string> = {};
  const runs: StandaloneRun[] = [];
  const begin = (over: Record<string, string> = {}): StandaloneRun => {
    const run = new StandaloneRun({ ...settings, ...over });
    runs.push(run);
    return run;
  };
  const signIn = async (run: StandaloneRun): Promise<string> => {
    const text = readFileSync(path.join(directory, 'sign-in.txt'), 'utf8');
    const [email, password] = ['email', 'password'].map(
      (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1],
    );
    const answer = await run.ask('POST', '/api/v1/auth/login', { email, password });
    expect(answer.status).toBe(200);
    return (answer.body as { access_token: string }).access_token;
  };
  const countWorkshops = async (run: StandaloneRun): Promise<number> => {
    const answer = await run.ask('GET', '/api/v1/workshops', undefined, await signIn(run));
    return (answer.body as { items: unknown[] }).items.length;
  };
  const postmaster = (): number =>
    Number(readFileSync(path.join(directory, 'postgresql/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  const pids = (run: StandaloneRun): number[] => [
    ...CHILDREN.map((name) => run.pidOf(name) ?? 0),
    postmaster(),
  ];

  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'ppf-standalone-'));
    chmodSync(directory, 0o711);
    settings = await lonelySettings(directory);
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) await run.end('SIGTERM');
    removeEmbeddedDatabase(path.join(directory, 'postgresql'));
    rmSync(directory, { recursive: true, force: true });
  });

  it('starts without settings, recovers after kill -9, restarts processes that end, and leaves none running', async () => {
    const first = begin();
    await first.ready();
    expect(first.output.trim().split('\n').at(-1)).toContain(`http://localhost:${settings.PORT}`);
    expect(first.output).toContain('the simulator, for demos and tests');
    expectPrivateFiles();
    expect(await countWorkshops(first)).toBe(1);
    const secrets = readFileSync(path.join(directory, 'secrets.json'), 'utf8');

    const rival = begin();
    expect(await rival.ended).toBe(1);
    expect(rival.output.trim().split('\n')).toHaveLength(1);
    expect(rival.output).toContain('already running with this DATA_DIR');

    const orphans = pids(first);
    expect(orphans.filter((pid) => processIdentity(pid) === undefined)).toEqual([]);
    await first.end('SIGKILL');
    const second = begin();
    await second.ready();
    expect(orphans.filter((pid) => processIdentity(pid) !== undefined)).toEqual([]);
    expect(await countWorkshops(second)).toBe(1);
    expect(readFileSync(path.join(directory, 'secrets.json'), 'utf8')).toBe(secrets);

    await expectRevival(second);
    const last = pids(second);
    const { code, milliseconds } = await second.end('SIGINT');
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(ENDS_WITHIN_MS);
    expect(last.filter((pid) => processIdentity(pid) !== undefined)).toEqual([]);
  });

  it('shows no secret in the process list at any time', async () => {
    const seen = watchArguments();
    const run = begin();
    await run.ready();
    await countWorkshops(run);
    await run.end('SIGTERM');
    const commands = seen.stop();
    // What it watches shows there: the command that sets the sample workshop up is one of them.
    expect(commands.filter((command) => command.includes('create-sample-workshop'))).not.toEqual([]);
    const secrets = Object.values(
      JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8')) as Record<string, string>,
    );
    const password = /^password: (.+)$/m.exec(readFileSync(path.join(directory, 'sign-in.txt'), 'utf8'))?.[1];
    const database = readFileSync(path.join(directory, 'postgresql/password'), 'utf8').trim();
    for (const secret of [...secrets, password ?? '', database]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(commands.filter((command) => command.includes(secret))).toEqual([]);
    }
  });

  withMediaMtx('brings cameras back by a media agent while the backend is stopped', async () => {
    const run = begin({ MEDIAMTX_BIN: MEDIAMTX ?? '' });
    await run.ready();
    expect(existsSync(path.join(directory, 'mediamtx/mediamtx.yml'))).toBe(false);
    expect(readFileSync(path.join(directory, 'media-agent/mediamtx.yml'), 'utf8')).toMatch(/^[\w+/=]+$/);
    await waitFor(async () => (await pathsBy(run)) === 'file');
    expectPrivateFiles(['media-agent/settings.yml', 'media-agent/mediamtx.yml', 'media-agent/credential']);
    const agentLog = () => readFileSync(path.join(directory, 'log/media-agent.log'), 'utf8');
    await waitFor(() => agentLog().includes(': 4 paths, 0 refused.'));
    const backend = run.pidOf('backend') ?? 0;
    process.kill(backend, 'SIGSTOP');
    const before = run.pidOf('media-server') ?? 0;
    process.kill(before, 'SIGKILL');
    await waitFor(() => ![undefined, 0, before].includes(run.pidOf('media-server')));
    await waitFor(async () => (await readyPaths()) === 4);
    process.kill(backend, 'SIGCONT');
    await run.end('SIGTERM');
    const without = begin({ MEDIAMTX_BIN: MEDIAMTX ?? '', MEDIA_AGENT: 'off' });
    await without.ready();
    expect(await pathsBy(without)).toBe('api');
    await waitFor(async () => (await readyPaths()) === 4);
    await without.end('SIGTERM');
    const again = begin({ MEDIAMTX_BIN: MEDIAMTX ?? '' });
    await again.ready();
    await waitFor(async () => (await pathsBy(again)) === 'file');
  });

  async function pathsBy(run: StandaloneRun): Promise<string | undefined> {
    const answer = await run.ask('GET', '/api/v1/media-servers', undefined, await signIn(run));
    return (answer.body as { items: { paths_by: string }[] }).items[0]?.paths_by;
  }

  /** Number of paths with a stream at the media server; undefined: it does not answer. */
  async function readyPaths(): Promise<number | undefined> {
    const url = `http://127.0.0.1:${settings.MEDIAMTX_API_PORT}/v3/paths/list`;
    const answer = await fetch(url).catch(() => undefined);
    if (!answer?.ok) return undefined;
    return ((await answer.json()) as { items: { ready: boolean }[] }).items.filter(({ ready }) => ready)
      .length;
  }

  function expectPrivateFiles(files = ['mediamtx/mediamtx.yml']): void {
    for (const file of ['sign-in.txt', 'secrets.json', 'log/backend.log', ...files]) {
      expect([file, statSync(path.join(directory, file)).mode & 0o077]).toEqual([file, 0]);
    }
  }

  async function expectRevival(run: StandaloneRun): Promise<void> {
    for (const name of CHILDREN) {
      const before = run.pidOf(name) ?? 0;
      process.kill(before, 'SIGKILL');
      await waitFor(() => ![undefined, 0, before].includes(run.pidOf(name)));
    }
    const server = postmaster();
    process.kill(server, 'SIGQUIT');
    await waitFor(() => postmaster() !== server && processIdentity(postmaster()) !== undefined);
    await waitFor(async () => (await run.ask('GET', '/health/ready')).status === 200);
    expect(await countWorkshops(run)).toBe(1);
  }

  it('can be stopped during its first start, leaves no process running, and then starts', async () => {
    const run = begin();
    await waitFor(() => existsSync(path.join(directory, 'postgresql/cluster/postmaster.pid')));
    const server = postmaster();
    const { code, milliseconds } = await run.end('SIGTERM');
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(ENDS_WITHIN_MS);
    expect(processIdentity(server)).toBeUndefined();
    expect(CHILDREN.map((name) => run.pidOf(name))).toEqual([undefined, undefined, undefined]);
    const again = begin();
    await again.ready();
    expect(await countWorkshops(again)).toBe(1);
  });

  it('uses a configured database and starts none', async () => {
    const database = await createTestDatabase();
    const run = begin({ DATABASE_URL: database.url });
    await run.ready();
    expect(await countWorkshops(run)).toBe(1);
    expect(existsSync(path.join(directory, 'postgresql'))).toBe(false);
    await run.end('SIGTERM');
    await database.drop();
  });

  describe('ends with one sentence and a code', () => {
    const holders: Server[] = [];
    const hold = async (): Promise<string> => {
      const port = await freePort();
      const holder = createServer();
      await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
      holders.push(holder);
      return String(port);
    };
    afterEach(() => holders.splice(0).forEach((holder) => holder.close()));

    async function endsWith(over: Record<string, string>, sentence: string | RegExp): Promise<void> {
      const run = begin(over);
      expect(await run.ended).toBe(1);
      expect(run.output).toMatch(sentence);
      expect(run.output.trim().split('\n')).toHaveLength(1);
    }

    it.each(['PORT', 'MEDIAMTX_WEBRTC_PORT', 'MEDIAMTX_WEBRTC_UDP_PORT'])(
      'where %s is busy',
      async (name) => {
        const port = await hold();
        await endsWith({ [name]: port }, `Port ${port} (${name}) is in use by another program`);
        expect(existsSync(path.join(directory, 'postgresql'))).toBe(false);
      },
    );

    it('for an invalid setting', () => endsWith({ PORT: 'http' }, 'PORT must be a port from 1 to 65535'));

    it('for a MEDIAMTX_BIN that is not a program', () =>
      endsWith(
        { MEDIAMTX_BIN: '/nowhere/mediamtx' },
        'MEDIAMTX_BIN names /nowhere/mediamtx, which is not a MediaMTX',
      ));

    it('if the simulator is not allowed', () =>
      endsWith(
        { NODE_ENV: 'production' },
        'the simulator may not stand in for it in production: set MEDIAMTX_BIN',
      ));

    it('if the data directory is a file', async () => {
      const file = path.join(directory, 'file');
      writeFileSync(file, '');
      await endsWith({ DATA_DIR: file }, /file is in the way/);
    });

    it('for damaged secrets', async () => {
      writeFileSync(path.join(directory, 'secrets.json'), '{');
      await endsWith({}, 'secrets.json is damaged');
    });

    it('if the backend refuses a setting', async () => {
      const run = begin({ DATABASE_URL: 'postgres://me:hidden@127.0.0.1:1' });
      expect(await run.ended).toBe(1);
      expect(run.output).toContain('DATABASE_URL must be like postgres://');
      expect(run.output).not.toContain('hidden');
    });

    it('for a broken embedded database', async () => {
      mkdirSync(path.join(directory, 'postgresql/cluster'), { recursive: true });
      await endsWith({}, 'password is missing');
    });
  });
});

/** Reads the arguments of all processes, over and over, until it is stopped. */
function watchArguments(): { stop(): string[] } {
  const seen = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  const timer = setInterval(look, 20).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen];
    },
  };
}
