// Time from the start of the backend process, on a migrated database, to its first 200 at /health/ready.
import { createDatabase, startBackend, startBare } from './backend.js';
import { figure, type Figure } from './figures.js';
import { stop } from './processes.js';
import type { Rounds } from './types.js';
import type { OwnServersContext } from './own-servers-context.js';

const PITS = 1000;
const PROMISED_MS = 3000;

export async function measureStart({ database, folder, slices }: OwnServersContext): Promise<Figure[]> {
  const databaseUrl = await createDatabase(database, 'bench_start', PITS);
  const contenders = {
    ours: () => startBackend(folder, 'backend-start', databaseUrl),
    theirs: () => startBare('bare-start.js', { DATABASE_URL: databaseUrl }),
  };
  const took: Rounds = { ours: [], theirs: [] };
  const rounds = slices(8);
  // The first round fills the file cache and creates the first operator; it does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const name of ['ours', 'theirs'] as const) {
      const began = performance.now();
      const { child } = await contenders[name]();
      if (round > 0) took[name].push(performance.now() - began);
      await stop(child);
    }
  const name = `start to ready, with ${PITS} pits`;
  const line = { unit: 'ms', better: 'lower', ours: took.ours } as const;
  return [
    figure({ ...line, name: `${name}, against bare Node with one read`, theirs: took.theirs, goal: 12 }),
    figure({
      ...line,
      name: `${name}, against what is promised`,
      theirs: took.ours.map(() => PROMISED_MS),
      goal: 1,
    }),
  ];
}
