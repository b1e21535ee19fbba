// Resident memory of the backend with a thousand pits, all live, beside one with ten: after the start, after their paths
// were set, after hundreds of requests and while it reads the media server once a second.
import { issueTokens, makeDatabase, signIn, startBackend } from './backend.mjs';
import { figure } from './figures.mjs';
import { stop } from './processes.mjs';
import { residentMegabytes } from './process-usage.mjs';
import { startControlApi } from './scripted-control-api.mjs';

const FEW = 10;
const MANY = 1000;
/** What is promised, megabytes. */
const PROMISED = 160;
const TOKENS = 300;
const LISTS = 100;
/** Seconds of polling before it is measured, and between two looks. */
const SETTLE_S = 60;
const LOOK_EVERY_S = 2;

async function startOne(database, folder, pits) {
  const databaseUrl = await makeDatabase(database, `bench_memory_${pits}`, pits);
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

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export async function measureMemory({ database, folder, slices }) {
  const few = await startOne(database, folder, FEW);
  const many = await startOne(database, folder, MANY);
  await pause(SETTLE_S);
  const [ours, theirs] = [[], []];
  for (let look = 0; look < slices(30); look += 1) {
    ours.push(residentMegabytes(many.backend.child));
    theirs.push(residentMegabytes(few.backend.child));
    await pause(LOOK_EVERY_S);
  }
  await Promise.all([few, many].flatMap(({ api, backend }) => [stop(backend.child), stop(api.child)]));
  const name = `memory with ${MANY} pits`;
  const line = { unit: 'MB', better: 'lower', ours };
  return [
    figure({ ...line, name: `${name}, against ${FEW} pits`, theirs, goal: 1.25 }),
    figure({ ...line, name: `${name}, against what is promised`, theirs: ours.map(() => PROMISED), goal: 1 }),
  ];
}
