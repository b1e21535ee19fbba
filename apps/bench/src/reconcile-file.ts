// 1000 cameras whose paths a media agent sets by file, against the API in the same run: after MediaMTX was killed, after
// an import, and after one change. Needs a real MediaMTX.
import { freePort } from '@ppf/free-ports';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { createDatabase, startBackend } from './backend.js';
import { figure, type Figure, median, quantile } from './figures.js';
import { findMediaMtx } from './media-server.js';
import type { OwnServersContext } from './own-servers-context.js';
import { root, start, stop } from './processes.js';
import { measureRestartDelays } from './restart-delay.js';
import type { BenchProcess } from './types.js';

const PITS = 1000;
const MANY_PITS = 5000;
const POLL_INTERVAL_MS = 10;
/** Patterns of the file beside the cameras: publishers, and the mark of the agent. */
const PATTERNS = 2;
/** Milliseconds within which the agent notices that MediaMTX is down. */
const DOWN_MS = 3000;
const PROMISED = { delay: 1, restart: 3, shareOfApi: 0.05, import: 5, many: 15, change: 1.5, slowChange: 3 };

interface FileServer {
  readonly apiPort: number;
  /** Kills MediaMTX and starts it again. @returns seconds from its start until it has the number of paths. */
  restart(paths: number, downMs?: number): Promise<number>;
  /** Source of the path of a pit; undefined: there is none. */
  source(pathName: string): Promise<string | undefined>;
  until(paths: number, seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an agent and a MediaMTX with its file. */
async function startFileServer(
  folder: string,
  command: string,
  agent: { readonly port: number; readonly code: string; readonly backend: string },
): Promise<FileServer> {
  mkdirSync(folder, { recursive: true });
  const off = ['rtsp', 'rtmp', 'hls', 'srt', 'webrtc'].map((key) => `${key}: false`);
  const hook = 'authHTTPAddress: http://127.0.0.1:1/hook';
  const lines = [
    'logLevel: error',
    'authMethod: http',
    hook,
    'authHTTPExclude: [{action: api}]',
    'api: true',
  ];
  writeFileSync(
    path.join(folder, 'settings.yml'),
    [...lines, `apiAddress: 127.0.0.1:${agent.port}`, ...off].join('\n'),
  );
  const key = randomBytes(24).toString('base64');
  const origin = `http://127.0.0.1:${agent.port}`;
  const agentChild = start(
    'media-agent',
    process.execPath,
    [path.join(root, 'apps/media-agent/dist/main.js')],
    {
      log: path.join(folder, 'agent.log'),
      env: {
        MTX_CONFKEY: key,
        MEDIA_AGENT_DATA_DIR: folder,
        MEDIA_AGENT_API_URL: origin,
        MEDIA_AGENT_BACKEND_URL: agent.backend,
        MEDIA_AGENT_CODE: agent.code,
      },
    },
  );
  const file = path.join(folder, 'mediamtx.yml');
  while (!existsSync(file)) await pause();
  const begin = () =>
    start('mediamtx', command, [file], {
      log: path.join(folder, 'mediamtx.log'),
      env: { MTX_CONFKEY: key, MTX_MOQ: 'no' },
      cwd: folder,
    });
  let child = begin();
  const count = async () => {
    const response = await fetch(`${origin}/v3/config/paths/list?itemsPerPage=1`).catch(() => undefined);
    return response?.ok ? ((await response.json()) as { itemCount: number }).itemCount : 0;
  };
  const until = async (paths: number, seconds: number) => {
    const ends = performance.now() + seconds * 1000;
    while ((await count()) !== paths + PATTERNS) {
      if (performance.now() > ends) throw new Error(`${paths} paths were not set within ${seconds} s.`);
      await pause();
    }
  };
  return {
    apiPort: agent.port,
    until,
    restart: async (paths, downMs = 0) => {
      await kill(child);
      await new Promise((resolve) => setTimeout(resolve, downMs));
      const began = performance.now();
      child = begin();
      await until(paths, 300);
      return (performance.now() - began) / 1000;
    },
    source: async (pathName) => {
      const response = await fetch(`${origin}/v3/config/paths/get/${pathName}`).catch(() => undefined);
      return response?.ok ? ((await response.json()) as { source: string }).source : undefined;
    },
    stop: async () => void (await Promise.all([stop(agentChild), stop(child)])),
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));

async function kill(child: BenchProcess): Promise<void> {
  child.isStopping = true;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

/** Measures the paths of a media agent. */
export async function measureReconcileFile({
  database,
  folder,
  slices,
  print,
}: OwnServersContext): Promise<Figure[]> {
  const found = findMediaMtx();
  if (!found) {
    print('Skipped: reconcile-file. It needs a real MediaMTX: set MEDIAMTX_BIN.');
    return [];
  }
  const databaseUrl = await createDatabase(database, 'bench_reconcile_file', MANY_PITS);
  const delays = await measureRestartDelays(path.join(folder, 'restart-delay'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const code = randomBytes(24).toString('base64url');
  const port = await freePort();
  const backend = await startBackend(folder, 'backend-reconcile-file', databaseUrl, {
    MEDIAMTX_API_PORT: String(port),
    MEDIA_AGENT_CODE: code,
  });
  const server = await startFileServer(path.join(folder, 'file-server'), found.command, {
    port,
    code,
    backend: `http://127.0.0.1:${backend.port}`,
  });
  await server.until(MANY_PITS, 60);
  const many: number[] = [];
  for (let round = 0; round < slices(3); round += 1) many.push(await server.restart(MANY_PITS));
  await client.query('delete from camera where pit_id in (select id from pit where workshop_id > 1)');
  await server.until(PITS, 30);
  const restarts: number[] = [];
  for (let round = 0; round < slices(5); round += 1) restarts.push(await server.restart(PITS));
  const changes = await measureChanges(client, server, slices(40));
  const imports = await measureImports(client, server, slices(3));
  const seconds = (list: readonly number[]) => list.map((each) => each.toFixed(2)).join(' ');
  print(`by file, s: ${seconds(restarts)}; ${MANY_PITS}: ${seconds(many)}; import: ${seconds(imports)}`);
  await client.query(`update media_server set paths_by = 'api'`);
  // The agent removes the paths from its file while MediaMTX is down.
  await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
  const byApi = [await server.restart(PITS, DOWN_MS)];
  await Promise.all([stop(backend.child), server.stop(), client.end()]);
  return figures({ delays, restarts, many, changes, imports, byApi });
}

async function measureChanges(client: pg.Client, server: FileServer, rounds: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const host = `10.255.254.${round + 1}`;
    const began = performance.now();
    await client.query('update camera set host = $1 where pit_id = 1', [host]);
    while (!(await server.source('workshop-1/pit-1'))?.includes(host)) await pause();
    took.push((performance.now() - began) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 1000 * Math.random()));
  }
  return took;
}

/** Removes all cameras and adds them in one transaction, as an import does. */
async function measureImports(client: pg.Client, server: FileServer, rounds: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await client.query('delete from camera');
    await server.until(0, 30);
    const began = performance.now();
    await client.query(
      `insert into camera (pit_id, kind, feed, host, port, path, transport, on_demand)
       select id, 'pull', 'rtsp', '10.255.255.254', 554, '/stream1', 'tcp', false from pit where workshop_id = 1`,
    );
    await server.until(PITS, 60);
    took.push((performance.now() - began) / 1000);
  }
  return took;
}

interface Measured {
  readonly delays: readonly number[];
  readonly restarts: readonly number[];
  readonly many: readonly number[];
  readonly changes: readonly number[];
  readonly imports: readonly number[];
  readonly byApi: readonly number[];
}

function figures({ delays, restarts, many, changes, imports, byApi }: Measured): Figure[] {
  const line = (name: string, ours: readonly number[], promised: number) =>
    figure({ name, unit: 's', better: 'lower', ours, theirs: ours.map(() => promised), goal: 1 });
  return [
    line(
      'delay of npm start before a killed MediaMTX starts again, longest of six',
      [Math.max(...delays)],
      PROMISED.delay,
    ),
    line(`${PITS} cameras by file, from the start of a killed MediaMTX`, restarts, PROMISED.restart),
    figure({
      name: `${PITS} cameras by file, against the API in the same run`,
      unit: 's',
      better: 'lower',
      ours: [median(restarts)],
      theirs: byApi,
      goal: PROMISED.shareOfApi,
    }),
    line(`${MANY_PITS} cameras by file, from the start of a killed MediaMTX`, many, PROMISED.many),
    line(`${PITS} cameras imported`, imports, PROMISED.import),
    line('one changed camera, median', changes, PROMISED.change),
    line('one changed camera, 99th percentile', [quantile(changes, 0.99)], PROMISED.slowChange),
  ];
}
