// From the start of the backend's process, on a database that is there and migrated, to its first 200 at /health/ready.
import { makeDatabase, startBackend, startBare } from './backend.mjs';
import { figure } from './figures.mjs';
import { stop } from './processes.mjs';

const PITS = 1000;
/** What is promised, ms. */
const PROMISED = 3000;

export async function measureStart({ database, folder, slices }) {
  const databaseUrl = await makeDatabase(database, 'bench_start', PITS);
  const contenders = {
    ours: () => startBackend(folder, 'backend-start', databaseUrl),
    theirs: () => startBare('bare-start.mjs', { DATABASE_URL: databaseUrl }),
  };
  const took = { ours: [], theirs: [] };
  const rounds = slices(8);
  // The first round fills the file cache and makes the first operator: it is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, begin] of Object.entries(contenders)) {
      const began = performance.now();
      const { child } = await begin();
      if (round > 0) took[name].push(performance.now() - began);
      await stop(child);
    }
  const name = `start to ready, with ${PITS} pits`;
  const line = { unit: 'ms', better: 'lower', ours: took.ours };
  return [
    figure({ ...line, name: `${name}, against bare Node with one read`, theirs: took.theirs, goal: 12 }),
    figure({
      ...line,
      name: `${name}, against what is promised`,
      theirs: took.ours.map(() => PROMISED),
      goal: 1,
    }),
  ];
}
