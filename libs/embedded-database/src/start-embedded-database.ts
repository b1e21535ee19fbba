import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Client } from 'pg';
import {
  clusterDirectory,
  clusterPassword,
  DATABASE_USER,
  ensureCluster,
  prepareDirectory,
  type ClusterDirectory,
} from './cluster-directory';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { readPostmasterNote, stopLeftoverPostmaster } from './leftover-postmaster';
import { postgresAccount, type PostgresAccount } from './postgres-account';
import { locatePostgresBinaries } from './postgres-binaries';
import { processEnds, processIdentity } from './process-identity';

/** Crash recovery of a big database may take a while; anything longer is a fault. */
const READY_WITHIN_MS = 120_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const HOST = '127.0.0.1';

/** What to start and where. */
export interface EmbeddedDatabaseOptions {
  /** Directory that holds everything; made when missing. */
  readonly directory: string;
  /** TCP port on 127.0.0.1; 0 or absent: a free one. */
  readonly port?: number;
  /** Database that `url` names, made when missing; default `ppf`. */
  readonly database?: string;
  /** False gives up safety against power loss for speed: for tests only. Default true. */
  readonly durable?: boolean;
}

/** A PostgreSQL that runs as our child. */
export interface EmbeddedDatabase {
  /** Connection string with the password: a secret. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Ends it cleanly (connections are cut, nothing committed is lost). May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `directory`, making the cluster on the first call and ending a server that a killed parent
 * left there. Throws EmbeddedDatabaseError with one sentence when it cannot.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const account = postgresAccount();
  const binaries = locatePostgresBinaries(account);
  const place = clusterDirectory(options.directory);
  prepareDirectory(place);
  claim(place);
  try {
    const password = clusterPassword(place);
    const cluster = await ensureCluster(place, binaries, account);
    await stopLeftoverPostmaster(cluster);
    const port = await usablePort(options.port ?? 0);
    const child = launch(binaries.postgres, cluster, port, options.durable ?? true, place, account);
    const database = options.database ?? 'ppf';
    const server = running(child, port, urlOf(port, password, database), place);
    try {
      await ready(child, cluster, port, place);
      await ensureDatabase(urlOf(port, password, 'postgres'), database);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  } catch (error) {
    release(place);
    throw error;
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${DATABASE_USER}:${password}@${HOST}:${port}/${database}`;
}

/** Notes that this process uses the directory, so that a second start does not take a living one's server for a leftover. */
function claim(place: ClusterDirectory): void {
  const owner = readOwner(place);
  if (owner && processIdentity(owner.pid) === owner.identity) {
    throw new EmbeddedDatabaseError(
      'in-use',
      `The database in ${place.directory} is in use by process ${owner.pid}: stop that one first.`,
    );
  }
  try {
    const mine = { pid: process.pid, identity: processIdentity(process.pid) };
    writeFileSync(place.ownerFile, JSON.stringify(mine), { mode: 0o600 });
  } catch (error) {
    throw explainFileError(error, place.directory);
  }
}

function readOwner(place: ClusterDirectory): { pid: number; identity: string } | undefined {
  try {
    return JSON.parse(readFileSync(place.ownerFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function release(place: ClusterDirectory): void {
  rmSync(place.ownerFile, { force: true });
}

async function usablePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EACCES' ? 'may not be opened by this user' : 'is in use by another program';
      reject(
        new EmbeddedDatabaseError('port-busy', `Port ${wanted} for PostgreSQL ${why}: choose another one.`, {
          cause,
        }),
      );
    });
    probe.listen(wanted, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

function launch(
  program: string,
  cluster: string,
  port: number,
  durable: boolean,
  place: ClusterDirectory,
  account: PostgresAccount | undefined,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: HOST,
    port: String(port),
    // TCP only: the path of a socket is limited to 107 bytes, which a data directory may exceed.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }),
  };
  const log = openLog(place);
  try {
    return spawn(
      program,
      ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...account,
        cwd: '/',
        // Its own process group: Ctrl-C must reach it through us, after those who still need it.
        detached: true,
        stdio: ['ignore', log, log],
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      },
    );
  } finally {
    closeSync(log);
  }
}

function openLog(place: ClusterDirectory): number {
  try {
    const size = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) renameSync(place.logFile, `${place.logFile}.1`);
    return openSync(place.logFile, 'a', 0o600);
  } catch (error) {
    throw explainFileError(error, place.logFile);
  }
}

async function ready(
  child: ChildProcess,
  cluster: string,
  port: number,
  place: ClusterDirectory,
): Promise<void> {
  let failure: Error | undefined;
  child.once(
    'error',
    (cause) =>
      (failure = new EmbeddedDatabaseError('not-started', `PostgreSQL could not be run: ${cause.message}`, {
        cause,
      })),
  );
  child.once('exit', () => (failure ??= explainExit(place, port)));
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
    if (failure) throw failure;
    const note = readPostmasterNote(cluster);
    if (note?.pid === child.pid && note?.status === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGQUIT');
  throw new EmbeddedDatabaseError(
    'not-started',
    `PostgreSQL was not ready within ${READY_WITHIN_MS / 1000} s: see ${place.logFile}.`,
  );
}

function explainExit(place: ClusterDirectory, port: number): EmbeddedDatabaseError {
  const tail = readFileSync(place.logFile, 'utf8').slice(-4000);
  if (/Address already in use/.test(tail)) {
    return new EmbeddedDatabaseError(
      'port-busy',
      `Port ${port} for PostgreSQL is in use by another program: choose another one.`,
    );
  }
  const fatal = [...tail.matchAll(/(?:FATAL|PANIC): {2}(.*)/g)].at(-1)?.[1] ?? 'it ended without a reason';
  return new EmbeddedDatabaseError(
    'not-started',
    `PostgreSQL did not start (${fatal}): see ${place.logFile}.`,
  );
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
  }).then(() => release(place));
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
