// Cost of each operation as the number of pits grows: one backend after the other, with 10 to 10 000 pits.
import { connect } from 'node:net';
import pg from 'pg';
import { hookRequests } from './hook.js';
import { createDatabase, issueTokens, signIn, startBackend } from './backend.js';
import { figure, type Figure, median } from './figures.js';
import { requestText } from './load.js';
import { stop } from './processes.js';
import { processorMilliseconds, residentMegabytes } from './process-usage.js';
import { type ScriptedControlApi, startControlApi } from './scripted-control-api.js';
import type { OwnServersContext } from './own-servers-context.js';
import type { BenchProcess, Job } from './types.js';

const SIZES = [10, 100, 1000, 10_000];
/** Duration of polling once per second. */
const POLLING_SECONDS = 10;
/** Runs of the reconciler, and the interval between two. */
const RUNS = 8;
const RUN_INTERVAL_MS = 700;
/** Id of the media server that is reconciled. */
const MEDIA_SERVER = '1';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Receives the snapshot of the event stream. @returns Milliseconds until it is complete, and its kilobytes. */
function receiveSnapshot(port: number, authorization: string): Promise<{ took: number; kilobytes: number }> {
  const request = requestText('GET', '/api/v1/events', {
    Host: '127.0.0.1',
    Authorization: authorization,
    Accept: 'text/event-stream',
  });
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let bytes = 0;
    let tail = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (piece: string) => {
      bytes += piece.length;
      const text = tail + piece;
      tail = text.slice(-16);
      // The end of the last pit; earlier text has only one brace.
      if (!/\}\]\}\n\n/.test(text)) return;
      socket.destroy();
      resolve({ took: performance.now() - began, kilobytes: bytes / 1000 });
    });
  });
}

/** Returns the processor milliseconds of one poll, and of one run of the reconciler without changes. */
async function measurePollAndRun(child: BenchProcess, api: ScriptedControlApi, databaseUrl: string) {
  const { readings } = await api.counts();
  let used = processorMilliseconds(child);
  await pause(POLLING_SECONDS * 1000);
  const idle = processorMilliseconds(child) - used;
  const seen = (await api.counts()).readings - readings;
  const reading = idle / seen;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const before = await api.counts();
  used = processorMilliseconds(child);
  const began = performance.now();
  for (let run = 0; run < RUNS; run += 1) {
    await client.query("select pg_notify('reconcile_requested', $1)", [MEDIA_SERVER]);
    await pause(RUN_INTERVAL_MS);
  }
  await pause(1500);
  await client.end();
  const after = await api.counts();
  const busy = processorMilliseconds(child) - used;
  const idleMeanwhile = (idle / (POLLING_SECONDS * 1000)) * (performance.now() - began);
  return { reading, run: (busy - idleMeanwhile) / (after.configLists - before.configLists) };
}

async function restart(api: ScriptedControlApi, pits: number): Promise<number> {
  const began = performance.now();
  await api.restart();
  await pause(50);
  await api.untilPaths(pits, 300);
  return performance.now() - began;
}

async function measureSize(pits: number, { database, folder, load, slices }: OwnServersContext) {
  const databaseUrl = await createDatabase(database, `bench_growth_${pits}`, pits);
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
  const jobs: Record<'hook' | 'token', Omit<Job, 'seconds'>> = {
    hook: { name: 'hook', port: hookPort, requests: hookRequests(tokens), expect: 204 },
    token: {
      ...{ name: 'token', port, expect: 201, keepAlive: true, connections: 16 },
      requests: [issueRequest(authorization)],
    },
  };
  const names = ['hook', 'token'] as const;
  const rates: Record<'hook' | 'token', number[]> = { hook: [], token: [] };
  for (const name of names) await load({ ...jobs[name], seconds: 1.5 });
  for (let round = 0; round < slices(8); round += 1)
    for (const name of names) rates[name].push((await load({ ...jobs[name], seconds: 0.25 })).rate);
  const { reading, run } = await measurePollAndRun(child, api, databaseUrl);
  const snapshots: Awaited<ReturnType<typeof receiveSnapshot>>[] = [];
  for (let round = 0; round < slices(8); round += 1)
    snapshots.push(await receiveSnapshot(port, authorization));
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

/** Returns the request for a stream token of the first pit. */
export function issueRequest(authorization: string): string {
  const headers = { Host: '127.0.0.1', Authorization: authorization, 'Content-Type': 'application/json' };
  return requestText('POST', '/api/v1/streams/token', headers, JSON.stringify({ pit_id: 1 }));
}

type Size = Awaited<ReturnType<typeof measureSize>>;

const ROWS: Partial<Record<keyof Size, string>> = {
  hook: 'the hook’s answer, µs',
  token: 'issuing a stream token, 16 in parallel, µs each',
  reading: 'reading the streams once, ms of processor',
  run: 'paths compared, nothing to change, ms of processor',
  healed: 'paths set after a media server’s restart, s',
  ready: 'start to ready, index and all, ms',
  snapshot: 'a new dashboard’s snapshot, ms',
  kilobytes: 'the same, kB',
  memory: 'memory, MB',
};

const rounded = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(2)));

/** Formats the sizes as Markdown for docs/performance.md. */
function toMarkdown(sizes: readonly Size[]): string {
  const head = ['pits', ...sizes.map(({ pits }) => pits.toLocaleString('en').replaceAll(',', ' '))];
  const rows = Object.entries(ROWS).map(([key, label]) => [
    label,
    ...sizes.map((size) => rounded(size[key as keyof Size])),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export async function measureGrowth(context: OwnServersContext): Promise<Figure[]> {
  const sizes: Size[] = [];
  for (const pits of SIZES) sizes.push(await measureSize(pits, context));
  context.print(toMarkdown(sizes));
  const [few] = sizes as [Size];
  const [many, most] = sizes.slice(-2) as [Size, Size];
  const tenfold = most.pits / many.pits;
  const flat = { unit: 'µs', better: 'lower', goal: 1.25 } as const;
  const linear = { unit: 'ms', better: 'lower', goal: 1.5 } as const;
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
