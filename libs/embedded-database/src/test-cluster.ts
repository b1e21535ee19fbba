import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeEmbeddedDatabase } from './ensure-cluster';
import { clusterDirectory } from './cluster-directory';
import { stopLeftoverPostmaster } from './leftover-postmaster';
import { processIdentity } from './process-identity';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './start-embedded-database';

const PREFIX = 'ppf-test-database-';

/** Starts the temporary cluster of a test run. */
export async function startTestCluster(): Promise<{ database: EmbeddedDatabase; directory: string }> {
  await removeLeftovers();
  const directory = mkdtempSync(path.join(tmpdir(), PREFIX));
  // With mkdtemp's mode 700 the `postgres` user has no access when tests run as root.
  chmodSync(directory, 0o711);
  const database = await startEmbeddedDatabase({ directory, database: 'postgres', durable: false });
  return { database, directory };
}

/** Stops and removes the cluster of startTestCluster. */
export async function removeTestCluster(database: EmbeddedDatabase, directory: string): Promise<void> {
  await database.stop();
  removeEmbeddedDatabase(directory);
}

/** Removes clusters of killed test runs. Keeps those of running tests and of other users. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const place = clusterDirectory(path.join(tmpdir(), name));
    try {
      const owner: { pid: number; identity: string } = JSON.parse(readFileSync(place.ownerFile, 'utf8'));
      if (processIdentity(owner.pid) === owner.identity) continue;
      await stopLeftoverPostmaster(realpathSync(place.cluster));
      removeEmbeddedDatabase(place.directory);
    } catch {
      // Not readable, or another run is creating it.
    }
  }
}
