// A thousand cameras after a restart of the media server: from its control API answering again to all paths being set.
import pg from 'pg';
import { makeDatabase, startBackend, startBare } from './backend.mjs';
import { figure, median } from './figures.mjs';
import { stop } from './processes.mjs';
import { startReconciledServer, startSilentCamera } from './reconciled-server.mjs';

const PITS = 1000;
/** Media servers that a thousand cameras are spread over: MediaMTX needs n² for n paths. */
const SERVERS = 4;
/** What is promised, ms. */
const PROMISED = 10_000;
/** Cameras that may be dialled within any tenth of a second. */
const MOST_AT_ONCE = 60;
const TENTH_MS = 100;

/** Every camera at one address on this machine. */
export async function moveCameras(databaseUrl, port) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("update camera set host = '127.0.0.1', port = $1", [port]);
  await client.end();
}

export async function untilPaths(server, paths, seconds) {
  const until = performance.now() + seconds * 1000;
  while ((await server.paths()) < paths) {
    if (performance.now() > until) throw new Error(`${paths} paths were not set within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The most calls within any tenth of a second. */
function most(calls) {
  let [first, found] = [0, 0];
  calls.forEach((at, last) => {
    while (calls[first] < at - TENTH_MS) first += 1;
    found = Math.max(found, last - first + 1);
  });
  return found;
}

export async function measureReconcile({ database, folder, slices, say }) {
  const camera = await startSilentCamera();
  const databaseUrl = await makeDatabase(database, 'bench_reconcile', PITS);
  await moveCameras(databaseUrl, camera.port);
  const server = await startReconciledServer(folder, 'mediamtx-reconciled');
  const backend = await startBackend(folder, 'backend-reconcile', databaseUrl, {
    MEDIAMTX_API_PORT: String(server.port),
  });
  const bareServer = await startReconciledServer(folder, 'mediamtx-bare');
  const bare = await startBare('bare-reconcile.mjs');
  await untilPaths(server, PITS, 60);
  const ours = [];
  const theirs = [];
  const bursts = [];
  for (let round = 0; round < slices(4); round += 1) {
    camera.calls();
    await server.restart();
    let began = performance.now();
    await untilPaths(server, PITS, 60);
    ours.push(performance.now() - began);
    bursts.push(most(camera.calls()));
    await bareServer.restart();
    began = performance.now();
    bare.child.send({ port: bareServer.port, camera: camera.port, pits: PITS });
    await untilPaths(bareServer, PITS, 60);
    theirs.push(performance.now() - began);
  }
  await Promise.all([stop(backend.child), stop(bare.child), server.stop(), bareServer.stop()]);
  camera.close();
  if (bursts.every((burst) => burst === 0)) say('No camera was dialled: the stand-in dials none.');
  return figures(ours, theirs, bursts);
}

/** Workshops of `PITS / SERVERS` pits, each on a media server of its own; the configured one is the first. */
async function spreadOver(databaseUrl, others) {
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

/** The same cameras on several media servers, all of which are restarted at once. */
export async function measureSpreadReconcile({ database, folder, slices }) {
  const camera = await startSilentCamera();
  const databaseUrl = await makeDatabase(database, 'bench_spread', PITS);
  await moveCameras(databaseUrl, camera.port);
  const names = Array.from({ length: SERVERS }, (_, at) => `mediamtx-spread-${at}`);
  const servers = await Promise.all(names.map((name) => startReconciledServer(folder, name)));
  const [first, ...others] = servers;
  await spreadOver(databaseUrl, others);
  const backend = await startBackend(folder, 'backend-spread', databaseUrl, {
    MEDIAMTX_API_PORT: String(first.port),
  });
  const restored = () => Promise.all(servers.map((server) => untilPaths(server, PITS / SERVERS, 60)));
  await restored();
  const took = [];
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
      theirs: took.map(() => PROMISED / 1000),
      goal: 1,
    }),
  ];
}

function figures(ours, theirs, bursts) {
  const name = `${PITS} cameras set after a media server's restart`;
  const line = { unit: 's', better: 'lower' };
  const seconds = (list) => list.map((ms) => ms / 1000);
  const dialled = figure({
    name: `${name}: cameras dialled within any 0.1 s, at most`,
    unit: 'cameras',
    better: 'lower',
    ours: bursts,
    theirs: bursts.map(() => MOST_AT_ONCE),
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
      theirs: ours.map(() => PROMISED / 1000),
      goal: 1,
    }),
    ...(median(bursts) > 0 ? [dialled] : []),
  ];
}
