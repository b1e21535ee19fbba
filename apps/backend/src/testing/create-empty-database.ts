import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database for one test. */
export interface EmptyDatabase {
  readonly url: string;
  /** Drops it and closes the open connections. */
  drop(): Promise<void>;
}

/** Creates an empty database on the cluster of this test run. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const maintenance = process.env['TEST_DATABASE_URL'];
  if (!maintenance) throw new Error('TEST_DATABASE_URL is not set: run with jest.int.config.js.');
  const name = `backend_${randomBytes(6).toString('hex')}`;
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  await onMaintenance(maintenance, `CREATE DATABASE ${name}`);
  return {
    url: url.href,
    drop: () => onMaintenance(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onMaintenance(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
