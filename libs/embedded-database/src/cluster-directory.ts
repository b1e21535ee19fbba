import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { canEnter, type PostgresAccount } from './postgres-account';
import { type PostgresBinaries } from './postgres-binaries';

/** The superuser of an embedded cluster; there is no other. */
export const DATABASE_USER = 'ppf';

/** Where root puts a cluster whose own directory the `postgres` user cannot enter. */
const REACHABLE_HOME = '/var/lib/ppf-monitoring';

/** What lies in the directory of an embedded database. `cluster` is PostgreSQL's data directory or a link to it. */
export interface ClusterDirectory {
  readonly directory: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly ownerFile: string;
}

/** Names the files of an embedded database, touching none. */
export function clusterDirectory(directory: string): ClusterDirectory {
  const at = path.resolve(directory);
  return {
    directory: at,
    cluster: path.join(at, 'cluster'),
    passwordFile: path.join(at, 'password'),
    logFile: path.join(at, 'postgresql.log'),
    ownerFile: path.join(at, 'owner.json'),
  };
}

/** Makes the directory. Mode 711: secrets in it are files of mode 600, and the `postgres` user must pass through. */
export function prepareDirectory(place: ClusterDirectory): void {
  try {
    mkdirSync(place.directory, { recursive: true, mode: 0o711 });
    lstatSync(path.join(place.directory, '.'));
  } catch (error) {
    throw explainFileError(error, place.directory);
  }
}

/** The password of DATABASE_USER, made on the first call and kept in a file of mode 600. */
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

/** The real path of a usable cluster, made by initdb when there is none yet. */
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
  // Throws where this user may not look: not to be taken for an empty directory.
  readdirSync(cluster);
  const versionFile = path.join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(path.join(cluster, 'global', 'pg_control'))) {
    throw new EmbeddedDatabaseError(
      'broken-directory',
      `${place.cluster} is no PostgreSQL data directory: put it back from a backup, or remove ${place.directory} to begin with an empty database.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  const wanted = programVersion(binaries);
  if (version !== wanted) {
    throw new EmbeddedDatabaseError(
      'broken-directory',
      `${place.cluster} was made by PostgreSQL ${version} and this is ${wanted}: restore a dump of it into an empty directory.`,
    );
  }
  return cluster;
}

function programVersion(binaries: PostgresBinaries): string {
  const share = path.join(path.dirname(binaries.postgres), '..', 'share', 'postgresql', 'postgres.bki');
  return /^# PostgreSQL (\d+)/.exec(readFileSync(share, 'utf8'))?.[1] ?? '';
}

async function createCluster(
  place: ClusterDirectory,
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<void> {
  const home = canEnter(account, place.directory) ? place.directory : REACHABLE_HOME;
  const target =
    home === place.directory
      ? place.cluster
      : path.join(home, `postgresql-${randomBytes(6).toString('hex')}`);
  if (home === place.directory) removeUnfinished(home);
  else {
    mkdirSync(home, { recursive: true });
    chmodSync(home, 0o711);
  }
  // Under another name until initdb is through: one that was interrupted leaves nothing that looks whole.
  const unfinished = `${target}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, readFileSync(place.passwordFile), { mode: 0o600 });
    if (account) for (const at of [unfinished, passwordFile]) chownSync(at, account.uid, account.gid);
    await initdb(binaries, account, unfinished, passwordFile);
    renameSync(unfinished, target);
    if (target !== place.cluster) symlinkSync(target, place.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function removeUnfinished(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('cluster.new-'))) {
    rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

async function initdb(
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
  cluster: string,
  passwordFile: string,
): Promise<void> {
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const reason = complaint.trim().split('\n').at(-1) ?? '';
      reject(
        new EmbeddedDatabaseError(
          'not-started',
          `PostgreSQL could not make its data directory ${cluster}: ${reason}`,
        ),
      );
    });
  });
}

/** Removes an embedded database with all it holds, also where its cluster lies elsewhere. It must be stopped. */
export function removeEmbeddedDatabase(directory: string): void {
  const place = clusterDirectory(directory);
  if (existsSync(place.cluster)) rmSync(realpathSync(place.cluster), { recursive: true, force: true });
  rmSync(place.directory, { recursive: true, force: true });
}
