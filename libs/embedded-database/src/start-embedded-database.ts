import { type ChildProcess } from 'node:child_process';
import { Client } from 'pg';
import { clusterPassword, ensureCluster, prepareDirectory } from './ensure-cluster';
import { clusterDirectory, DATABASE_USER, type ClusterDirectory } from './cluster-directory';
import { claimDirectory, releaseDirectory } from './directory-owner';
import { HOST, launchPostgres, postgresReady, usablePort } from './launch-postgres';
import { stopLeftoverPostmaster } from './leftover-postmaster';
import { postgresAccount } from './postgres-account';
import { locatePostgresBinaries } from './postgres-binaries';
import { processEnds } from './process-identity';

export interface EmbeddedDatabaseOptions {
  /** Directory of all files; created if missing. */
  readonly directory: string;
  /** TCP port on 127.0.0.1; 0 or absent: a free one. */
  readonly port?: number;
  /** Database of `url`, created if missing; the default is `ppf`. */
  readonly database?: string;
  /** False disables protection against power loss, for fast tests. The default is true. */
  readonly durable?: boolean;
}

/** A PostgreSQL that runs as a child process. */
export interface EmbeddedDatabase {
  /** Connection string with the password: a secret. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the server has ended, stopped or not. */
  readonly ended: Promise<void>;
  /** Stops it cleanly: closes connections and keeps everything committed. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `directory`. Creates the cluster the first time, and stops a server whose parent was killed.
 * @throws EmbeddedDatabaseError with one sentence.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const account = postgresAccount();
  const binaries = locatePostgresBinaries(account);
  const place = clusterDirectory(options.directory);
  prepareDirectory(place);
  claimDirectory(place);
  try {
    const password = clusterPassword(place);
    const cluster = await ensureCluster(place, binaries, account);
    await stopLeftoverPostmaster(cluster);
    const port = await usablePort(options.port ?? 0);
    const child = launchPostgres(binaries.postgres, cluster, port, options.durable ?? true, place, account);
    const database = options.database ?? 'ppf';
    const server = running(child, port, urlOf(port, password, database), place);
    try {
      await postgresReady(child, cluster, port, place);
      await ensureDatabase(urlOf(port, password, 'postgres'), database);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  } catch (error) {
    releaseDirectory(place);
    throw error;
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${DATABASE_USER}:${password}@${HOST}:${port}/${database}`;
}

async function ensureDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function running(child: ChildProcess, port: number, url: string, place: ClusterDirectory): EmbeddedDatabase {
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => releaseDirectory(place));
  const stop = async (): Promise<void> => {
    for (const [signal, wait] of [
      ['SIGINT', 6_000],
      ['SIGQUIT', 2_000],
      ['SIGKILL', 1_000],
    ] as const) {
      if (!child.kill(signal) || (await processEnds(pid, wait))) break;
    }
    await ended;
  };
  return { url, port, pid, ended, stop };
}
