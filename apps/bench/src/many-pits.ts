// Cost of many pits: polling, comparing and memory against the build in BENCH_BASE, and a token against one of few pits.
import pg from 'pg';
import { createDatabase, signIn, startBackend } from './backend.js';
import { figure, type Figure, shuffled } from './figures.js';
import { issueRequest } from './growth.js';
import { stop } from './processes.js';
import { processorMilliseconds, residentMegabytes } from './process-usage.js';
import { type ScriptedControlApi, startControlApi } from './scripted-control-api.js';
import type { OwnServersContext } from './own-servers-context.js';
import type { Backend } from './types.js';

const FEW = 10;
const MANY = 1000;
const MOST = 10_000;
/** Duration of polling in a round. */
const POLLING_MS = 10_000;
/** Runs of the reconciler in a round, and the interval between two. */
const RUNS = { count: 4, intervalMs: 1500 } as const;
const MEDIA_SERVER = '1';
/** Duration of a slice of token requests: one poll falls into it. */
const TOKEN_SECONDS = 1;
/** Memory of all backend processes that is promised, in MB, by the number of pits. */
const PROMISED_MEGABYTES = { [MANY]: 153, [MOST]: 274 };

/** A backend with a media server of its own. */
interface Side {
  readonly backend: Backend;
  readonly api: ScriptedControlApi;
  readonly databaseUrl: string;
}

/** Rounds of both builds. */
type Rounds = Record<'ours' | 'theirs', number[]>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const emptyRounds = (): Rounds => ({ ours: [], theirs: [] });

async function startSide(
  { database, folder }: OwnServersContext,
  name: string,
  pits: number,
  workspace?: string,
): Promise<Side> {
  const databaseUrl = await createDatabase(database, `bench_${name}_${pits}`, pits, workspace);
  const api = await startControlApi();
  const env = { MEDIAMTX_API_PORT: String(api.port) };
  const backend = await startBackend(folder, `backend-${name}-${pits}`, databaseUrl, env, workspace);
  await api.untilPaths(pits, 300);
  return { backend, api, databaseUrl };
}

const stopSide = ({ backend, api }: Side) => Promise.all([stop(backend.child), stop(api.child)]);

/** Returns the processor milliseconds of one poll, while nothing else happens. */
async function measurePoll({ backend, api }: Side): Promise<number> {
  const { readings } = await api.counts();
  const used = processorMilliseconds(backend.child);
  await pause(POLLING_MS);
  return (processorMilliseconds(backend.child) - used) / ((await api.counts()).readings - readings);
}

/** Returns the processor milliseconds of one run of the reconciler that changes nothing. @param poll Those of a poll. */
async function measureRun({ backend, api, databaseUrl }: Side, poll: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const before = await api.counts();
  const used = processorMilliseconds(backend.child);
  for (let run = 0; run < RUNS.count; run += 1) {
    await client.query("select pg_notify('reconcile_requested', $1)", [MEDIA_SERVER]);
    await pause(RUNS.intervalMs);
  }
  await client.end();
  const after = await api.counts();
  const busy = processorMilliseconds(backend.child) - used - poll * (after.readings - before.readings);
  return busy / (after.configLists - before.configLists);
}

/** Measures both builds with 10 000 pits, in random order in each round. */
async function compareBuilds(context: OwnServersContext, base: string): Promise<Figure[]> {
  const sides = {
    ours: await startSide(context, 'many_ours', MOST),
    theirs: await startSide(context, 'many_base', MOST, base),
  };
  const [polls, runs, memory] = [emptyRounds(), emptyRounds(), emptyRounds()];
  for (let round = 0; round < context.slices(6); round += 1)
    for (const name of shuffled(['ours', 'theirs'] as const)) {
      const poll = await measurePoll(sides[name]);
      polls[name].push(poll);
      runs[name].push(await measureRun(sides[name], poll));
      memory[name].push(residentMegabytes(sides[name].backend.child));
    }
  await Promise.all(Object.values(sides).map(stopSide));
  const line = { unit: 'ms', better: 'lower' } as const;
  return [
    figure({ ...line, ...polls, name: `polling ${MOST} streams, against the base`, goal: 0.33 }),
    figure({ ...line, ...runs, name: `comparing ${MOST} paths, against the base`, goal: 0.5 }),
    ...memoryFigures(MOST, memory),
  ];
}

/** Measures the memory of both builds with 1000 pits, one minute after their start. */
async function compareMemory(context: OwnServersContext, base: string): Promise<Figure[]> {
  const sides = {
    ours: await startSide(context, 'memory_ours', MANY),
    theirs: await startSide(context, 'memory_base', MANY, base),
  };
  await pause(60_000);
  const memory = emptyRounds();
  for (let sample = 0; sample < context.slices(15); sample += 1) {
    for (const name of ['ours', 'theirs'] as const)
      memory[name].push(residentMegabytes(sides[name].backend.child));
    await pause(2000);
  }
  await Promise.all(Object.values(sides).map(stopSide));
  return memoryFigures(MANY, memory);
}

function memoryFigures(pits: keyof typeof PROMISED_MEGABYTES, { ours, theirs }: Rounds): Figure[] {
  const line = { unit: 'MB', better: 'lower', ours } as const;
  const promised = ours.map(() => PROMISED_MEGABYTES[pits] ?? NaN);
  return [
    figure({ ...line, theirs, name: `memory with ${pits} pits, against the base`, goal: 1 }),
    figure({ ...line, theirs: promised, name: 'the same, against what is promised', goal: 1 }),
  ];
}

/** Measures a token with 10 000 pits against one with ten, in random order in each round. */
async function measureTokens(context: OwnServersContext): Promise<Figure> {
  const sides = {
    ours: await startSide(context, 'token', MOST),
    theirs: await startSide(context, 'token', FEW),
  };
  const rounds = emptyRounds();
  const issue = async (name: 'ours' | 'theirs', authorization: string, seconds: number) => {
    const { port } = sides[name].backend;
    const requests = [issueRequest(authorization)];
    const job = { name: 'token', port, requests, expect: 201, keepAlive: true, connections: 16, seconds };
    return 1e6 / (await context.load(job)).rate;
  };
  const authorization = {
    ours: await signIn(sides.ours.backend.origin),
    theirs: await signIn(sides.theirs.backend.origin),
  };
  for (const name of ['ours', 'theirs'] as const) await issue(name, authorization[name], 3);
  for (let round = 0; round < context.slices(24); round += 1)
    for (const name of shuffled(['ours', 'theirs'] as const))
      rounds[name].push(await issue(name, authorization[name], TOKEN_SECONDS));
  await Promise.all(Object.values(sides).map(stopSide));
  const name = `a stream token at ${MOST} pits, against ${FEW}`;
  return figure({ ...rounds, name, unit: 'µs', better: 'lower', goal: 1.15 });
}

export async function measureManyPits(context: OwnServersContext): Promise<Figure[]> {
  const figures = [await measureTokens(context)];
  // A later failure loses no figure.
  for (const { name, value, ratio } of figures) context.print(`${name}: ${value}, ratio ${ratio}`);
  const base = process.env['BENCH_BASE'];
  if (!base) {
    context.print('Without BENCH_BASE, the folder of another build, there is no comparison with one.');
    return figures;
  }
  return [...figures, ...(await compareBuilds(context, base)), ...(await compareMemory(context, base))];
}
