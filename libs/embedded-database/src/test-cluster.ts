import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeEmbeddedDatabase } from './ensure-cluster';
import { clusterDirectory } from './cluster-directory';
import { stopLeftoverPostmaster } from './leftover-postmaster';
import { processIdentity } from './process-identity';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './start-embedded-database';

const PREFIX = 'ppf-test-database-';

/** Starts the throw-away cluster of one test run. */
export async function startTestCluster(): Promise<{ database: EmbeddedDatabase; directory: string }> {
  await removeLeftovers();
  const directory = mkdtempSync(path.join(tmpdir(), PREFIX));
  // mkdtemp's 700 would keep the `postgres` user out where tests run as root.
  chmodSync(directory, 0o711);
  const database = await startEmbeddedDatabase({ directory, database: 'postgres', durable: false });
  return { database, directory };
}

/** Ends and removes what startTestCluster made. */
export async function removeTestCluster(database: EmbeddedDatabase, directory: string): Promise<void> {
  await database.stop();
  removeEmbeddedDatabase(directory);
}

/** Removes the clusters of runs that were killed. One whose run lives, or that another user made, is left alone. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const place = clusterDirectory(path.join(tmpdir(), name));
    try {
      const owner: { pid: number; identity: string } = JSON.parse(readFileSync(place.ownerFile, 'utf8'));
      if (processIdentity(owner.pid) === owner.identity) continue;
      await stopLeftoverPostmaster(realpathSync(place.cluster));
      removeEmbeddedDatabase(place.directory);
    } catch {
      // Not ours to read, or just being made by another run.
    }
  }
}
