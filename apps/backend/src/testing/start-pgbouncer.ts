import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';

/** Debian's PgBouncer; null: not installed, and tests that need it are skipped. */
export const PGBOUNCER = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find(existsSync) ?? null;

/** A pooler for one test. */
export interface RunningPgbouncer {
  /** As `DATABASE_URL`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a real PgBouncer before a database. */
export async function startPgbouncer(
  databaseUrl: string,
  mode: 'session' | 'transaction' | 'statement',
  poolSize = 20,
): Promise<RunningPgbouncer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const settings = path.join(folder, 'pgbouncer.ini');
  const { hostname, port: to, pathname, username, password } = new URL(databaseUrl);
  const database = pathname.slice(1);
  writeFileSync(
    settings,
    [
      '[databases]',
      `${database} = host=${hostname} port=${to || 5432} user=${username} password=${decodeURIComponent(password)}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
      `auth_type = any\npool_mode = ${mode}\ndefault_pool_size = ${poolSize}`,
      'max_client_conn = 200\nserver_idle_timeout = 1\n',
    ].join('\n'),
  );
  // PgBouncer does not run as root.
  const who = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(PGBOUNCER ?? 'pgbouncer', ['-q', ...who, settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => log.push(String(part)));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(url.href, child);
  } catch (error) {
    await stop();
    throw new Error(`PgBouncer did not start: ${log.join('')}`, { cause: error });
  }
  return { url: url.href, stop };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; ;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
