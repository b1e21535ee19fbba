import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { AccessToken, UserEntity } from '../auth';
import { readBackendConfig } from '../config/backend-config';
import type { Environment } from '../config/setting';
import { createApp } from '../create-app';
import { createLogger } from '../platform/observability/create-logger';
import { createEmptyDatabase } from './create-empty-database';
import { TEST_ENVIRONMENT } from './test-environment';

/** A request as tests send it. */
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'QUERY' | 'TRACE' | 'PROPFIND' | 'M-SEARCH';
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** An access token. */
  readonly as?: string;
  readonly headers?: Record<string, string>;
}

/** A response. */
export interface Answered {
  readonly status: number;
  readonly headers: Record<string, string | string[] | number | undefined>;
  /** The JSON body; undefined when it is empty or not JSON. */
  readonly body: never;
  readonly text: string;
}

/** A complete backend on its own database. */
export interface BackendUnderTest {
  readonly app: NestFastifyApplication;
  readonly database: DataSource;
  readonly databaseUrl: string;
  /** All log lines. */
  readonly log: string[];
  /** Sends a request without a socket. */
  send(request: Sent): Promise<Answered>;
  /** Creates a user with this role. @returns their access token */
  tokenFor(role: Role, workshopId?: number): Promise<string>;
  /** Issues an access token to a user. */
  issueFor(user: UserEntity): string;
  stop(): Promise<void>;
}

/** Starts a backend. @param environment Settings that differ from TEST_ENVIRONMENT. */
export async function startBackend(environment: Environment = {}): Promise<BackendUnderTest> {
  const { url: databaseUrl, drop } = await createEmptyDatabase();
  const log: string[] = [];
  // Nothing listens on this port. On the default port there may be a MediaMTX.
  const unusedPorts = { MEDIAMTX_API_PORT: '1' };
  const config = readBackendConfig({
    ...TEST_ENVIRONMENT,
    ...unusedPorts,
    DATABASE_URL: databaseUrl,
    ...environment,
  });
  const logger = createLogger({ logLevel: 'trace' }, { write: (line) => void log.push(line) });
  const app = await createApp(config, logger);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(DataSource);
  return {
    app,
    database,
    databaseUrl,
    log,
    send: (request) => send(app, request),
    tokenFor: (role, workshopId) => tokenFor(app, database, role, workshopId ?? null),
    issueFor: (user) => app.get(AccessToken).issue(user),
    stop: async () => {
      await app.close();
      await drop();
    },
  };
}

async function send(app: NestFastifyApplication, { method = 'GET', url, body, as, headers }: Sent) {
  const answer = await app.inject({
    // Its types do not have QUERY yet.
    method: method as 'GET',
    url,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const json = String(answer.headers['content-type']).includes('json') && answer.body !== '';
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: (json ? JSON.parse(answer.body) : undefined) as never,
    text: answer.body,
  };
}

/** Of the password `xxxxxxxxxxxx`, at the lowest cost. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=8,t=1,p=1$2lLLaGeDYCuXmw+Zr9au3w$nGuwQ/Fzg9i3RR3yKPhNV1p+0ui9XIrUfKqd3qeDzjI';

let people = 0;
async function tokenFor(
  app: NestFastifyApplication,
  database: DataSource,
  role: Role,
  workshopId: number | null,
) {
  const users = database.getRepository(UserEntity);
  const email = `${role}-${++people}@example.org`;
  const made = users.create({ email, displayName: role, role, workshopId, passwordHash: PASSWORD_HASH });
  return app.get(AccessToken).issue(await users.save(made));
}
