// Resident memory of the backend with 1000 live pits against 10, after hundreds of requests, while it polls the media
// server once per second.
import { createDatabase, issueTokens, signIn, startBackend } from './backend.js';
import { figure, type Figure } from './figures.js';
import { stop } from './processes.js';
import { residentMegabytes } from './process-usage.js';
import { type ScriptedControlApi, startControlApi } from './scripted-control-api.js';
import type { Backend, Database } from './types.js';
import type { OwnServersContext } from './own-servers-context.js';

const FEW = 10;
const MANY = 1000;
const PROMISED_MEGABYTES = 160;
const TOKENS = 300;
const LISTS = 100;
const SETTLE_SECONDS = 60;
const SAMPLE_INTERVAL_SECONDS = 2;

async function startOne(
  database: Database,
  folder: string,
  pits: number,
): Promise<{ api: ScriptedControlApi; backend: Backend }> {
  const databaseUrl = await createDatabase(database, `bench_memory_${pits}`, pits);
  const api = await startControlApi();
  const backend = await startBackend(folder, `backend-memory-${pits}`, databaseUrl, {
    MEDIAMTX_API_PORT: String(api.port),
  });
  await api.untilPaths(pits);
  await issueTokens(backend.origin, TOKENS);
  const authorization = await signIn(backend.origin);
  for (let list = 0; list < LISTS; list += 1)
    await fetch(`${backend.origin}/api/v1/workshops/1/pits?limit=100`, { headers: { authorization } });
  return { api, backend };
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export async function measureMemory({ database, folder, slices }: OwnServersContext): Promise<Figure[]> {
  const few = await startOne(database, folder, FEW);
  const many = await startOne(database, folder, MANY);
  await pause(SETTLE_SECONDS);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let sample = 0; sample < slices(30); sample += 1) {
    ours.push(residentMegabytes(many.backend.child));
    theirs.push(residentMegabytes(few.backend.child));
    await pause(SAMPLE_INTERVAL_SECONDS);
  }
  await Promise.all([few, many].flatMap(({ api, backend }) => [stop(backend.child), stop(api.child)]));
  const name = `memory with ${MANY} pits`;
  const line = { unit: 'MB', better: 'lower', ours } as const;
  return [
    figure({ ...line, name: `${name}, against ${FEW} pits`, theirs, goal: 1.25 }),
    figure({
      ...line,
      name: `${name}, against what is promised`,
      theirs: ours.map(() => PROMISED_MEGABYTES),
      goal: 1,
    }),
  ];
}
