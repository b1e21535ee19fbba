import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { clusterDirectory, type ClusterDirectory } from './cluster-directory';
import { createCluster } from './create-cluster';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { type PostgresAccount } from './postgres-account';
import { type PostgresBinaries } from './postgres-binaries';

/** Creates the directory with mode 711, so that the `postgres` user can enter it. Secrets are files of mode 600. */
export function prepareDirectory(place: ClusterDirectory): void {
  try {
    mkdirSync(place.directory, { recursive: true, mode: 0o711 });
    lstatSync(path.join(place.directory, '.'));
  } catch (error) {
    throw explainFileError(error, place.directory);
  }
}

/** Returns the password of DATABASE_USER, generated the first time and stored in a file of mode 600. */
export function clusterPassword(place: ClusterDirectory): string {
  try {
    if (!existsSync(place.passwordFile)) {
      if (existsSync(place.cluster)) {
        throw new EmbeddedDatabaseError(
          'broken-directory',
          `${place.passwordFile} is missing: put it back from a backup, or remove ${place.directory} to begin with an empty database.`,
        );
      }
      writeFileSync(place.passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    }
    return readFileSync(place.passwordFile, 'utf8').trim();
  } catch (error) {
    throw explainFileError(error, place.passwordFile);
  }
}

/** Returns the real path of a usable cluster; initdb creates it the first time. */
export async function ensureCluster(
  place: ClusterDirectory,
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<string> {
  try {
    if (!lstatSync(place.cluster, { throwIfNoEntry: false })) {
      await createCluster(place, binaries, account);
    }
    return checkedCluster(place, binaries);
  } catch (error) {
    throw explainFileError(error, place.directory);
  }
}

function checkedCluster(place: ClusterDirectory, binaries: PostgresBinaries): string {
  if (!existsSync(place.cluster)) {
    throw new EmbeddedDatabaseError(
      'broken-directory',
      `${place.cluster} points to a directory that is gone: put it back, or remove ${place.directory} to begin with an empty database.`,
    );
  }
  const cluster = realpathSync(place.cluster);
  // Throws without permission: an unreadable directory must not count as empty.
  readdirSync(cluster);
  const versionFile = path.join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(path.join(cluster, 'global', 'pg_control'))) {
    throw new EmbeddedDatabaseError(
      'broken-directory',
      `${place.cluster} is not a PostgreSQL data directory: put it back from a backup, or remove ${place.directory} to begin with an empty database.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  const wanted = programVersion(binaries);
  if (version !== wanted) {
    throw new EmbeddedDatabaseError(
      'broken-directory',
      `${place.cluster} was created by PostgreSQL ${version} and this is ${wanted}: restore a dump of it into an empty directory.`,
    );
  }
  return cluster;
}

function programVersion(binaries: PostgresBinaries): string {
  const share = path.join(path.dirname(binaries.postgres), '..', 'share', 'postgresql', 'postgres.bki');
  return /^# PostgreSQL (\d+)/.exec(readFileSync(share, 'utf8'))?.[1] ?? '';
}

/** Removes a stopped embedded database and its cluster, which can be in another folder. */
export function removeEmbeddedDatabase(directory: string): void {
  const place = clusterDirectory(directory);
  if (existsSync(place.cluster)) rmSync(realpathSync(place.cluster), { recursive: true, force: true });
  rmSync(place.directory, { recursive: true, force: true });
}
