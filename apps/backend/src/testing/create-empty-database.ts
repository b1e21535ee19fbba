import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of a test's own. */
export interface EmptyDatabase {
  readonly url: string;
  /** Removes it, cutting the connections that are still open. */
  drop(): Promise<void>;
}

/** Makes a database without anything in it on the cluster of this test run. */
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
