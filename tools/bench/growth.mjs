// What each operation costs as the pits grow: one backend after the other, with 10, 100, 1000 and 10 000 pits.
import { connect } from 'node:net';
import pg from 'pg';
import { hookRequests } from './hook.mjs';
import { issueTokens, makeDatabase, signIn, startBackend } from './backend.mjs';
import { figure, median } from './figures.mjs';
import { requestText } from './load.mjs';
import { stop } from './processes.mjs';
import { processorMilliseconds, residentMegabytes } from './process-usage.mjs';
import { startControlApi } from './scripted-control-api.mjs';

const SIZES = [10, 100, 1000, 10_000];
/** Seconds of reading once a second. */
const READING_S = 10;
/** Runs of the reconciler that are asked for, and the milliseconds between two. */
const RUNS = 8;
const RUN_EVERY_MS = 700;
/** Pits that a notification names; there is none with this id. */
const NO_PIT = '2147483647';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The events stream's snapshot: milliseconds until all of it was there, and its kilobytes. */
function snapshot(port, authorization) {
  const request = requestText('GET', '/api/v1/events', {
    Host: '127.0.0.1',
    Authorization: authorization,
    Accept: 'text/event-stream',
  });
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let [bytes, tail] = [0, ''];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (piece) => {
      bytes += piece.length;
      const text = tail + piece;
      tail = text.slice(-16);
      // The last field of the last pit; what comes before ends with a brace only.
      if (!/\}\]\}\n\n/.test(text)) return;
      socket.destroy();
      resolve({ took: performance.now() - began, kilobytes: bytes / 1000 });
    });
  });
}

/** Processor milliseconds of one reading, and of one run of the reconciler that changes nothing. */
async function readingAndRun(child, api, databaseUrl) {
  let [used, { readings }] = [processorMilliseconds(child), await api.ask('counts')];
  await pause(READING_S * 1000);
  const idle = processorMilliseconds(child) - used;
  const seen = (await api.ask('counts')).readings - readings;
  const reading = idle / seen;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const before = await api.ask('counts');
  used = processorMilliseconds(child);
  const began = performance.now();
  for (let run = 0; run < RUNS; run += 1) {
    await client.query("select pg_notify('pits_changed', $1)", [NO_PIT]);
    await pause(RUN_EVERY_MS);
  }
  await pause(1500);
  await client.end();
  const after = await api.ask('counts');
  const busy = processorMilliseconds(child) - used;
  const idleMeanwhile = (idle / (READING_S * 1000)) * (performance.now() - began);
  return { reading, run: (busy - idleMeanwhile) / (after.configLists - before.configLists) };
}

async function restart(api, pits) {
  const began = performance.now();
  await api.ask('restart');
  await pause(50);
  await api.untilPaths(pits, 300);
  return performance.now() - began;
}

async function measureSize(pits, { database, folder, load, slices }) {
  const databaseUrl = await makeDatabase(database, `bench_growth_${pits}`, pits);
  const api = await startControlApi();
  const env = { MEDIAMTX_API_PORT: String(api.port) };
  const began = performance.now();
  const { child, port, hookPort, origin } = await startBackend(
    folder,
    `backend-growth-${pits}`,
    databaseUrl,
    env,
  );
  const ready = performance.now() - began;
  await api.untilPaths(pits, 300);
  const tokens = await issueTokens(origin, 64);
  const authorization = await signIn(origin);
  const hook = { name: 'hook', port: hookPort, requests: hookRequests(tokens), expect: 204 };
  const issue = {
    ...{ name: 'token', port, expect: 201, keepAlive: true, connections: 16 },
    requests: [issueRequest(authorization)],
  };
  const rates = { hook: [], token: [] };
  for (const job of [hook, issue]) await load({ ...job, seconds: 1.5 });
  for (let round = 0; round < slices(8); round += 1)
    for (const job of [hook, issue]) rates[job.name].push((await load({ ...job, seconds: 0.25 })).rate);
  const { reading, run } = await readingAndRun(child, api, databaseUrl);
  const snapshots = [];
  for (let round = 0; round < slices(8); round += 1) snapshots.push(await snapshot(port, authorization));
  const healed = await restart(api, pits);
  const memory = residentMegabytes(child);
  await Promise.all([stop(child), stop(api.child)]);
  return {
    pits,
    hook: 1e6 / median(rates.hook),
    token: 1e6 / median(rates.token),
    reading,
    run,
    ready,
    healed: healed / 1000,
    snapshot: median(snapshots.map(({ took }) => took)),
    kilobytes: median(snapshots.map(({ kilobytes }) => kilobytes)),
    memory,
  };
}

function issueRequest(authorization) {
  const headers = { Host: '127.0.0.1', Authorization: authorization, 'Content-Type': 'application/json' };
  return requestText('POST', '/api/v1/streams/token', headers, JSON.stringify({ pit_id: 1 }));
}

const ROWS = {
  hook: 'the hook’s answer, µs',
  token: 'issuing a stream token, 16 at once, µs each',
  reading: 'reading the streams once, ms of processor',
  run: 'paths compared, nothing to change, ms of processor',
  healed: 'paths set after a media server’s restart, s',
  ready: 'start to ready, index and all, ms',
  snapshot: 'a new dashboard’s snapshot, ms',
  kilobytes: 'the same, kB',
  memory: 'memory, MB',
};

const tidy = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(2)));

/** As Markdown, for docs/performance.md. */
function table(sizes) {
  const head = ['pits', ...sizes.map(({ pits }) => pits.toLocaleString('en').replaceAll(',', ' '))];
  const rows = Object.entries(ROWS).map(([key, label]) => [label, ...sizes.map((size) => tidy(size[key]))]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export async function measureGrowth(context) {
  const sizes = [];
  for (const pits of SIZES) sizes.push(await measureSize(pits, context));
  context.say(table(sizes));
  const [few] = sizes;
  const [many, most] = sizes.slice(-2);
  const tenfold = most.pits / many.pits;
  const flat = { unit: 'µs', better: 'lower', goal: 1.25 };
  const linear = { unit: 'ms', better: 'lower', goal: 1.5 };
  return [
    figure({
      ...flat,
      name: `the hook's answer at ${most.pits} pits, against ${few.pits}`,
      ours: [most.hook],
      theirs: [few.hook],
    }),
    figure({
      ...flat,
      name: `a stream token at ${most.pits} pits, against ${few.pits}`,
      ours: [most.token],
      theirs: [few.token],
    }),
    figure({
      ...linear,
      name: `a reading of ${most.pits} pits, against ten times one of ${many.pits}`,
      ours: [most.reading],
      theirs: [many.reading * tenfold],
    }),
    figure({
      ...linear,
      name: `comparing the paths of ${most.pits} pits, against ten times ${many.pits}`,
      ours: [most.run],
      theirs: [many.run * tenfold],
    }),
  ];
}
