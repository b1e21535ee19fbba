import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The database of one spec file. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it and closes open connections. */
  drop(): Promise<void>;
}

/** A prepared database to copy. The first caller creates it; each copy takes tens of milliseconds. */
export interface TestDatabaseTemplate {
  /** Key of the template: `prepare` runs once per name and test run. */
  readonly name: string;
  /** Fills the empty database at `url` (migrations) and closes its connections. */
  prepare(url: string): Promise<void>;
}

/**
 * Creates an empty database (or a copy of `template`) on the cluster of the test run, `TEST_DATABASE_URL`, which Jest's
 * global set-up starts.
 */
export async function createTestDatabase(template?: TestDatabaseTemplate): Promise<TestDatabase> {
  const maintenance = process.env.TEST_DATABASE_URL;
  if (!maintenance)
    throw new Error('TEST_DATABASE_URL is not set: use jest-global-setup.ts of embedded-database.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(maintenance, async (client) => {
    const source = template ? await templateFor(client, maintenance, template) : 'template0';
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${client.escapeIdentifier(source)}`);
  });
  return {
    url: urlFor(maintenance, name),
    drop: () =>
      withClient(maintenance, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function templateFor(
  client: Client,
  maintenance: string,
  template: TestDatabaseTemplate,
): Promise<string> {
  const name = `template_${template.name}`;
  const quoted = client.escapeIdentifier(name);
  // Spec files run in parallel: one prepares the template, the others wait. The lock ends with the connection.
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) {
    const unfinished = `${name}_new`;
    const quotedUnfinished = client.escapeIdentifier(unfinished);
    await client.query(`DROP DATABASE IF EXISTS ${quotedUnfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${quotedUnfinished}`);
    await template.prepare(urlFor(maintenance, unfinished));
    await client.query(`ALTER DATABASE ${quotedUnfinished} RENAME TO ${quoted}`);
  }
  return name;
}

function urlFor(maintenance: string, database: string): string {
  const url = new URL(maintenance);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
