// The backend as in production: its own process, its own PostgreSQL, secrets from the environment.
import { startEmbeddedDatabase } from '@ppf/embedded-database';
import { freePort } from '@ppf/free-ports';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { forkModule, root, start, untilReady } from './processes.js';
import type { Backend, Database, Server } from './types.js';

const ENTRY = 'apps/backend/dist/main.js';
const CLI = 'apps/backend/dist/cli/main.js';

export const secrets = {
  ACCESS_TOKEN_SECRET: randomBytes(32).toString('hex'),
  STREAM_TOKEN_SECRET: randomBytes(32).toString('hex'),
  SEALING_KEY: randomBytes(32).toString('base64'),
  MEDIAMTX_HOOK_SECRET: randomBytes(24).toString('hex'),
  STREAM_TOKEN_TTL_SECONDS: '600',
  // One user requests hundreds of tokens: the limits are not under test.
  STREAM_MAX_VIEWERS_PER_PIT: '100000',
  STREAM_MAX_VIEWERS_PER_WORKSHOP: '100000',
  STREAM_MAX_SESSIONS_PER_VIEWER: '100000',
  // One user at one address sends the requests of thousands.
  RATE_LIMIT_PER_ADDRESS: '1000000',
  RATE_LIMIT_PER_USER: '1000000',
};

const admin = { email: 'bench@example.org', password: randomBytes(18).toString('base64url') };

/** Starts PostgreSQL in `folder`. */
export async function startDatabase(folder: string): Promise<Database> {
  return startEmbeddedDatabase({ directory: path.join(folder, 'postgres'), port: await freePort() });
}

/**
 * Creates a migrated database with workshops of 1000 pits, each pit with a pulled camera.
 * @param workspace Folder of the build; another one for a comparison.
 * @returns Its URL.
 */
export async function createDatabase(
  server: Database,
  name: string,
  pits: number,
  workspace = root,
): Promise<string> {
  const admission = new pg.Client({ connectionString: server.url });
  await admission.connect();
  await admission.query(`create database ${name}`);
  await admission.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const migrated = spawnSync(process.execPath, [path.join(workspace, CLI), 'migrate'], {
    env: { ...process.env, ...secrets, DATABASE_URL: url.href },
    encoding: 'utf8',
  });
  if (migrated.status !== 0) throw new Error(`The migrations failed:\n${migrated.stdout}${migrated.stderr}`);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const workshops = Math.ceil(pits / 1000);
  await client.query('begin');
  await client.query("set local session_replication_role = 'replica'");
  await client.query(
    "insert into workshop (name) select 'Workshop ' || n from generate_series(1, $1::int) n",
    [workshops],
  );
  await client.query(
    `insert into pit (workshop_id, number)
     select w.id, n from workshop w, generate_series(1, least(1000, $1::int)) n`,
    [pits],
  );
  await client.query(
    `insert into camera (pit_id, kind, feed, host, port, path, transport, on_demand)
     select id, 'pull', 'rtsp', '10.255.255.254', 554, '/stream1', 'tcp', false from pit`,
  );
  await client.query('commit');
  await client.query('analyze');
  await client.end();
  return url.href;
}

/** Adds members of workshop 1 who cannot sign in. @returns Their ids. */
export async function addStaff(databaseUrl: string, count: number): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: number }>(
    `insert into app_user (email, display_name, password_hash, role, workshop_id)
     select 'staff-' || n || '@example.org', 'Staff ' || n, 'none', 'staff', 1 from generate_series(1, $1::int) n
     returning id`,
    [count],
  );
  await client.end();
  return rows.map(({ id }) => id);
}

/**
 * Starts the backend on a database and waits until it is ready.
 * @param workspace Folder of the build; another one for a comparison.
 */
export async function startBackend(
  folder: string,
  name: string,
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
  workspace = root,
): Promise<Backend> {
  mkdirSync(folder, { recursive: true });
  const [port, hookPort] = [await freePort(), await freePort()];
  const child = start(name, process.execPath, [path.join(workspace, ENTRY)], {
    log: path.join(folder, `${name}.log`),
    env: {
      NODE_ENV: 'production',
      // As infra/systemd/ppf-monitoring.service starts it.
      MALLOC_ARENA_MAX: '2',
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      PORT: String(port),
      HOOK_PORT: String(hookPort),
      DATABASE_URL: databaseUrl,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ...secrets,
      // No media server listens there: the bench measures the backend only.
      MEDIAMTX_API_PORT: String(await freePort()),
      ...env,
    },
  });
  await untilReady(`http://127.0.0.1:${port}/health/ready`, {
    child,
    isReady: ({ status }) => status === 200,
  });
  return { port, hookPort, child, origin: `http://127.0.0.1:${port}` };
}

/** Starts a baseline server of this folder. */
export async function startBare(file: string, env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const port = await freePort();
  const child = forkModule(file, { NODE_ENV: 'production', ...secrets, ...env, PORT: String(port) });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)));
  });
  return { port, child, origin: `http://127.0.0.1:${port}` };
}

async function post<Body>(
  origin: string,
  address: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Body> {
  const response = await fetch(`${origin}/api/v1${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Signs in as the operator. @returns The value of the Authorization header. */
export async function signIn(origin: string): Promise<string> {
  const { access_token: token } = await post<{ access_token: string }>(origin, '/auth/login', admin);
  return `Bearer ${token}`;
}

/** A stream token as the API returns it. */
export interface IssuedToken {
  readonly token: string;
  readonly authorization: string;
  readonly path: string;
}

/** Requests `count` stream tokens for the pits with the ids 1 to 10. */
export async function issueTokens(origin: string, count: number): Promise<IssuedToken[]> {
  const authorization = await signIn(origin);
  const tokens: IssuedToken[] = [];
  for (let issued = 0; issued < count; issued += 1)
    tokens.push(
      await post<IssuedToken>(origin, '/streams/token', { pit_id: 1 + (issued % 10) }, { authorization }),
    );
  return tokens;
}
