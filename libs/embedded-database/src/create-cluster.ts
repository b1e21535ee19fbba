import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DATABASE_USER, type ClusterDirectory } from './cluster-directory';
import { EmbeddedDatabaseError } from './embedded-database-error';
import { canEnter, type PostgresAccount } from './postgres-account';
import { type PostgresBinaries } from './postgres-binaries';

/** Folder of clusters that root runs, when the `postgres` user cannot enter their own directory. */
const REACHABLE_HOME = '/var/lib/ppf-monitoring';

/** Creates the cluster of an embedded database atomically by initdb. */
export async function createCluster(
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
  // Under another name until initdb has finished, so that an interrupted initdb leaves no incomplete cluster.
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
