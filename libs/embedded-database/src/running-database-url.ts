import { existsSync, realpathSync } from 'node:fs';
import { clusterDirectory, DATABASE_USER } from './cluster-directory';
import { clusterPassword } from './ensure-cluster';
import { HOST } from './launch-postgres';
import { isPostmasterOf, readPostmasterNote } from './leftover-postmaster';

/**
 * Returns the connection string (a secret) of the database in `directory` if another process runs it.
 * @param database As in EmbeddedDatabaseOptions.
 */
export function runningDatabaseUrl(directory: string, database = 'ppf'): string | undefined {
  const place = clusterDirectory(directory);
  if (!existsSync(place.cluster)) return undefined;
  const cluster = realpathSync(place.cluster);
  const note = readPostmasterNote(cluster);
  if (!note || note.status !== 'ready' || !isPostmasterOf(note.pid, cluster)) return undefined;
  return `postgres://${DATABASE_USER}:${clusterPassword(place)}@${HOST}:${note.port}/${database}`;
}
