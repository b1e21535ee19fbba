import { Client } from 'pg';
import { createTestDatabase, type TestDatabaseTemplate } from './create-test-database';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  it('creates an empty database for each caller', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await ask(one.url, 'CREATE TABLE mine (id int)');
    await expect(ask(other.url, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
    await Promise.all([one.drop(), other.drop()]);
  });

  it('removes the database on drop, also with an open connection', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(ask(database.url, 'SELECT 1')).rejects.toThrow('does not exist');
    await client.end();
  });

  it('prepares a template once and copies it for every caller', async () => {
    let prepared = 0;
    const template: TestDatabaseTemplate = {
      name: `spec_${process.pid}`,
      prepare: async (url) => {
        prepared += 1;
        await ask(url, 'CREATE TABLE pit (number int)');
        await ask(url, 'INSERT INTO pit VALUES (7)');
      },
    };
    const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase(template)));
    for (const { url } of databases)
      expect(await ask(url, 'SELECT number FROM pit')).toEqual([{ number: 7 }]);
    expect(prepared).toBe(1);
    await Promise.all(databases.map((database) => database.drop()));
  });
});
