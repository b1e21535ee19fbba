import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, freePortsInARow } from '@ppf/free-ports';
import { hasFfmpeg } from '../media/ffmpeg';
import { runShell } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { typeCommand, type TypedCommand } from '../guides/typed-command';
import { findMediaMtx } from '../world/target';
import { ApiClient } from '../world/api-client';
import { workspaceRoot } from '../world/workspace-root';

const guides = takeFromPages(__filename);
const MINUTES = 60_000;

/** Files that a clone of this working copy would contain. */
const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: workspaceRoot,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const isClone = listed.status === 0;
if (!isClone) process.stderr.write('Skipped: what a newcomer types, since git knows no files here.\n');
const files = isClone
  ? listed.stdout.split('\0').filter((file) => file && existsSync(path.join(workspaceRoot, file)))
  : [];

/** The environment of a user's terminal: without that of the suite, and without what `npm ci` installed here. */
function terminal(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_|JEST_|NX_|FORCE_COLOR|npm_(?!config))/.test(name),
  );
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    PATH: folders.filter((folder) => !folder.startsWith(workspaceRoot)).join(path.delimiter),
    NX_DAEMON: 'false',
  };
}

// Each part rests on those before it, in one checkout that was installed and built from nothing.
jest.setTimeout(10 * MINUTES);

(isClone ? describe : describe.skip)('a newcomer, in a clean clone', () => {
  let folder: string;
  let running: TypedCommand | undefined;
  let ports: Record<string, string>;
  let cloned: readonly string[];
  const contents = () => files.map((file) => readFileSync(path.join(folder, file)).toString('latin1'));
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-newcomer-'));
    for (const file of files) cpSync(path.join(workspaceRoot, file), path.join(folder, file));
    cloned = contents();
    const names = [
      '',
      'MEDIAMTX_RTSP_',
      'MEDIAMTX_API_',
      'MEDIAMTX_WEBRTC_',
      'MEDIAMTX_HLS_',
      'MEDIAMTX_WEBRTC_UDP_',
    ];
    ports = { SAMPLE_CAMERAS_PORT: String(await freePortsInARow(4)) };
    for (const name of names) ports[`${name}PORT`] = String(await freePort());
  });
  afterEach(async () => {
    await running?.pressCtrlC();
    running = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (page: string, piece: string, more: Record<string, string> = {}, withinMs = 9 * MINUTES) =>
    runShell([guides.take(page, piece)], folder, { ...terminal(), ...ports, ...more }, withinMs);
  /** Runs a command that starts everything, on free ports; resolves when it prints the address. */
  const start = async (line: string, withinMs: number) => {
    const own = { ...terminal(), ...ports, MEDIAMTX_BIN: '', MEDIAMTX_DOWNLOAD: 'off' };
    running = typeCommand(line.trim(), folder, own);
    const [, origin = ''] = await running.says(/ Open +(http:\S+)\n/, withinMs);
    return origin;
  };
  const here = () => `http://localhost:${ports['PORT']}`;
  const signIn = (): Promise<ApiClient> => {
    const kept = readFileSync(path.join(folder, 'data/sign-in.txt'), 'utf8');
    const line = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(kept)?.[1] ?? '';
    return ApiClient.signIn(here(), { email: line('email'), password: line('password') });
  };

  it('installs, builds and starts everything with one command, and takes screenshots', async () => {
    const line = guides.take('README.md', 'start');
    expect(guides.take('docs/guides/running.md', 'start')).toBe(line);
    expect(await start(line, 9 * MINUTES)).toBe(here());
    expect((await (await signIn()).pits(1)).items).toHaveLength(4);
    await run('CONTRIBUTING.md', 'look');
    expect(existsSync(path.join(folder, 'reports/screenshots/index.html'))).toBe(true);
  });

  it('opens it to the network', async () => {
    const line = guides.take(
      'docs/guides/running.md',
      'HOST=0.0.0.0 PUBLIC_URL=http://192.168.1.5:3000 npm start',
    );
    expect(await start(line, 2 * MINUTES)).toBe('http://192.168.1.5:3000');
    const [address] = Object.values(os.networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    const asked = await fetch(`http://${address?.address ?? '127.0.0.1'}:${ports['PORT']}/health/ready`);
    expect(asked.status).toBe(200);
  });

  it('changes to JWT mode', async () => {
    await start(guides.take('docs/guides/jwt-mode.md', 'start'), 2 * MINUTES);
    expect((await (await signIn()).system()).media_server).toMatchObject({ auth: 'jwt', reachable: true });
  });

  it('tests a part, measures a figure, and formats', async () => {
    const output = await run('CONTRIBUTING.md', 'while-you-work');
    expect(output).toMatch(/token issue/);
    expect(output).toMatch(/sign-in/);
  });

  it('regenerates the generated files without a difference', async () => {
    await run('CONTRIBUTING.md', 'after-a-change');
    await run('docs/guides/troubleshooting.md', 'npm run cli -- write-troubleshooting');
    const now = contents();
    expect(files.filter((_, at) => now[at] !== cloned[at])).toEqual([]);
  });

  it('builds the release for servers', async () => {
    await run('docs/guides/operating.md', 'npm ci && npm run release');
    const page = readFileSync(path.join(workspaceRoot, 'docs/guides/operating.md'), 'utf8');
    const [archive = ''] = /ppf-monitoring-\S+\.tar\.gz/.exec(page) ?? [];
    const mine = archive.replace('linux-x64', `${process.platform}-${process.arch}`);
    expect(existsSync(path.join(folder, 'dist/release', mine))).toBe(true);
  });

  const canMeasure = hasFfmpeg() && findMediaMtx() !== undefined;
  if (!canMeasure)
    process.stderr.write('Skipped: what a media server costs, for want of a real MediaMTX and FFmpeg.\n');
  (canMeasure ? it : it.skip)('measures what a media server costs', async () => {
    const command = guides.take(
      'docs/guides/capacity-planning.md',
      'npm run bench:media-server -- --seconds 15',
    );
    const quick = command.replace(' 15', ' 1');
    expect(await runShell([quick], folder, terminal(), 5 * MINUTES)).toMatch(/cameras, recorded: \d/);
  });

  (canMeasure ? it : it.skip)('runs everything that the pages show', () => expect(guides.left()).toEqual([]));
});
