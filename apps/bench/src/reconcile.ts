// 1000 cameras after a restart of the media server: time from the first response of its Control API until all paths are
// set.
import pg from 'pg';
import { createDatabase, startBackend, startBare } from './backend.js';
import type { BareReconcileJob } from './bare-reconcile.js';
import { figure, type Figure, median } from './figures.js';
import type { OwnServersContext } from './own-servers-context.js';
import { stop } from './processes.js';
import { type ReconciledServer, startReconciledServer, startSilentCamera } from './reconciled-server.js';

const PITS = 1000;
/** Media servers for 1000 cameras: the time that MediaMTX needs for n paths grows with n². */
const SERVERS = 4;
const PROMISED_SECONDS = 10;
/** Maximum number of camera connections within any BURST_WINDOW_MS. */
const MAX_BURST = 60;
const BURST_WINDOW_MS = 100;
const POLL_INTERVAL_MS = 20;

/** Sets the address of every camera to one port of this machine. */
async function moveCameras(databaseUrl: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("update camera set host = '127.0.0.1', port = $1", [port]);
  await client.end();
}

async function untilPaths(server: ReconciledServer, paths: number, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while ((await server.paths()) < paths) {
    if (performance.now() > until) throw new Error(`${paths} paths were not set within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

/** Returns the largest number of connections within any BURST_WINDOW_MS. */
function largestBurst(connectedAt: readonly number[]): number {
  let [first, found] = [0, 0];
  connectedAt.forEach((at, last) => {
    while ((connectedAt[first] ?? Infinity) < at - BURST_WINDOW_MS) first += 1;
    found = Math.max(found, last - first + 1);
  });
  return found;
}

export async function measureReconcile({
  database,
  folder,
  slices,
  print,
}: OwnServersContext): Promise<Figure[]> {
  const camera = await startSilentCamera();
  const databaseUrl = await createDatabase(database, 'bench_reconcile', PITS);
  await moveCameras(databaseUrl, camera.port);
  const server = await startReconciledServer(folder, 'mediamtx-reconciled');
  const backend = await startBackend(folder, 'backend-reconcile', databaseUrl, {
    MEDIAMTX_API_PORT: String(server.port),
  });
  const bareServer = await startReconciledServer(folder, 'mediamtx-bare');
  const bare = await startBare('bare-reconcile.js');
  await untilPaths(server, PITS, 60);
  const ours: number[] = [];
  const theirs: number[] = [];
  const bursts: number[] = [];
  for (let round = 0; round < slices(4); round += 1) {
    camera.connections();
    await server.restart();
    let began = performance.now();
    await untilPaths(server, PITS, 60);
    ours.push(performance.now() - began);
    bursts.push(largestBurst(camera.connections()));
    await bareServer.restart();
    began = performance.now();
    bare.child.send({ port: bareServer.port, camera: camera.port, pits: PITS } satisfies BareReconcileJob);
    await untilPaths(bareServer, PITS, 60);
    theirs.push(performance.now() - began);
  }
  await Promise.all([stop(backend.child), stop(bare.child), server.stop(), bareServer.stop()]);
  camera.close();
  if (bursts.every((burst) => burst === 0))
    print('No camera connections: the scripted control API connects to no camera.');
  return figures(ours, theirs, bursts);
}

/** Creates workshops with `PITS / SERVERS` pits, each on its own media server; the configured server has the first. */
async function spreadOver(databaseUrl: string, others: readonly ReconciledServer[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const [at, { port }] of others.entries()) {
    const url = `http://127.0.0.1:${port}`;
    await client.query(
      `with server as (insert into media_server (name, api_url, webrtc_url, hls_url, rtsp_url)
         values ($1, $2, $2, $2, $3) returning id),
       workshop as (insert into workshop (name, media_server_id) select $1, id from server returning id)
       update pit set workshop_id = (select id from workshop) where number > $4 and number <= $5`,
      [
        `Server ${at + 2}`,
        url,
        `rtsp://127.0.0.1:${port}`,
        ((at + 1) * PITS) / SERVERS,
        ((at + 2) * PITS) / SERVERS,
      ],
    );
  }
  await client.end();
}

/** Measures the same cameras on several media servers that restart at the same time. */
export async function measureSpreadReconcile({
  database,
  folder,
  slices,
}: OwnServersContext): Promise<Figure[]> {
  const camera = await startSilentCamera();
  const databaseUrl = await createDatabase(database, 'bench_spread', PITS);
  await moveCameras(databaseUrl, camera.port);
  const names = Array.from({ length: SERVERS }, (_, at) => `mediamtx-spread-${at}`);
  const servers = await Promise.all(names.map((name) => startReconciledServer(folder, name)));
  const [first, ...others] = servers as [ReconciledServer, ...ReconciledServer[]];
  await spreadOver(databaseUrl, others);
  const backend = await startBackend(folder, 'backend-spread', databaseUrl, {
    MEDIAMTX_API_PORT: String(first.port),
  });
  const restored = () => Promise.all(servers.map((server) => untilPaths(server, PITS / SERVERS, 60)));
  await restored();
  const took: number[] = [];
  for (let round = 0; round < slices(4); round += 1) {
    await Promise.all(servers.map((server) => server.restart()));
    const began = performance.now();
    await restored();
    took.push((performance.now() - began) / 1000);
  }
  await Promise.all([stop(backend.child), ...servers.map((server) => server.stop())]);
  camera.close();
  return [
    figure({
      name: `${PITS} cameras on ${SERVERS} media servers set after a restart of all, against what is promised`,
      unit: 's',
      better: 'lower',
      ours: took,
      theirs: took.map(() => PROMISED_SECONDS),
      goal: 1,
    }),
  ];
}

function figures(ours: readonly number[], theirs: readonly number[], bursts: readonly number[]): Figure[] {
  const name = `${PITS} cameras set after a media server's restart`;
  const line = { unit: 's', better: 'lower' } as const;
  const seconds = (list: readonly number[]) => list.map((ms) => ms / 1000);
  const burst = figure({
    name: `${name}: cameras dialled within any 0.1 s, at most`,
    unit: 'cameras',
    better: 'lower',
    ours: bursts,
    theirs: bursts.map(() => MAX_BURST),
    goal: 1,
  });
  return [
    figure({
      ...line,
      name: `${name}, against the same writes by bare Node`,
      ours: seconds(ours),
      theirs: seconds(theirs),
      goal: 1.5,
    }),
    figure({
      ...line,
      name: `${name}, against what is promised`,
      ours: seconds(ours),
      theirs: ours.map(() => PROMISED_SECONDS),
      goal: 1,
    }),
    ...(median(bursts) > 0 ? [burst] : []),
  ];
}
