import { type Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '../../config/database.config';
import { delay } from '../scheduling/delay';
import { message } from './messages';
import { MIGRATIONS } from './migrations';
import { QueryDeadlines } from './query-deadlines';

/** Milliseconds that startup waits for a starting PostgreSQL. */
const START_TIMEOUT_MS = 15_000;
const RETRY_INTERVAL_MS = 250;
/** Errors that may end by themselves: refused connection, unresolved name, "the database system is starting up". */
const MAY_PASS = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', '57P03']);

/** The database cannot be reached. The message is for users and has no password. */
export class DatabaseUnreachable extends Error {}

/** Options for TypeORM. Only migrations change the schema. Queries have no deadlines until `startDeadlines`. */
export function dataSourceOptions(config: DatabaseConfig): DataSourceOptions {
  const deadlines = new QueryDeadlines(config.statementTimeoutMs);
  return {
    type: 'postgres',
    url: config.url,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    synchronize: false,
    migrationsRun: false,
    connectTimeoutMS: 5000,
    extra: {
      ...{ max: config.poolSize, application_name: 'ppf-backend', keepAlive: true },
      ...{ Client: deadlines.clientClass, deadlines },
    },
  };
}

/** Gives every query from now on a deadline. Called after work that may take long, such as migrations. */
export function startDeadlines({ options }: DataSource): void {
  (options.extra as { readonly deadlines: QueryDeadlines }).deadlines.start();
}

/**
 * Opens the connection pool. Waits up to 15 s for a database that is starting.
 * @throws DatabaseUnreachable
 */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const until = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return outlivingConnections(await new DataSource(options).initialize());
    } catch (error) {
      const code = codeOf(error);
      if (!MAY_PASS.has(code) || Date.now() > until) throw unreachable(options, error);
      await delay(RETRY_INTERVAL_MS);
    }
  }
}

/**
 * A connection that PostgreSQL ends at the moment when it is ready is handed out without a listener for its
 * errors: Node would end the process. The first query on it fails instead.
 */
function outlivingConnections(dataSource: DataSource): DataSource {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  master.on('connect', (client) => client.on('error', () => undefined));
  return dataSource;
}

function unreachable(options: DataSourceOptions, cause: unknown): Error {
  const url = new URL('url' in options && options.url ? options.url : 'postgres://');
  return new DatabaseUnreachable(
    message('unreachable', { address: `${url.host}${url.pathname}`, code: codeOf(cause) }).text(),
    { cause },
  );
}

// Node tries IPv4 and IPv6 and wraps both errors.
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] ? codeOf(errors[0]) : error instanceof Error ? error.name : 'unknown';
}
