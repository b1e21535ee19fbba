import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { type ClusterDirectory } from './cluster-directory';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { readPostmasterNote } from './leftover-postmaster';
import { type PostgresAccount } from './postgres-account';

/** The only address that it listens on. */
export const HOST = '127.0.0.1';
/** Crash recovery of a large database can take this long. */
const READY_WITHIN_MS = 120_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** Returns `wanted` if it is free, and a free port for 0. @throws EmbeddedDatabaseError for a port in use. */
export async function usablePort(wanted: number): Promise<number> {
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

/** Starts the server process with its output in the log. */
export function launchPostgres(
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
    // TCP only: the path of a socket is limited to 107 bytes, and a data directory can be longer.
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
        // In its own process group: on Ctrl-C it must end after its clients.
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

/** Waits until it accepts connections. @throws EmbeddedDatabaseError with the reason from its log. */
export async function postgresReady(
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
