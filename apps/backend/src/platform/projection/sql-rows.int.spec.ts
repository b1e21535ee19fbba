import { Client } from 'pg';
import { createEmptyDatabase, type EmptyDatabase } from '../../testing/create-empty-database';
import { SqlRows } from './sql-rows';

interface Row {
  readonly id: number;
  readonly owner: string | null;
}

describe('SqlRows', () => {
  let database: EmptyDatabase;
  let client: Client;
  const query = async <T>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T;
  const rows = new SqlRows<Row>(
    { query },
    {
      select: 'SELECT car.id, person.name AS owner FROM car LEFT JOIN person ON person.id = car.owner_id',
      idColumn: 'car.id',
      where: 'NOT car.sold OR car.id = 2',
      loadWhere: 'car.id < 5',
    },
  );

  beforeAll(async () => {
    database = await createEmptyDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      CREATE TABLE person (id int PRIMARY KEY, name text);
      CREATE TABLE car (id int PRIMARY KEY, owner_id int, sold boolean NOT NULL);
      INSERT INTO person VALUES (1, 'Ada');
      INSERT INTO car VALUES (5, 1, false), (4, 1, false), (3, 1, true), (2, 1, true), (1, NULL, false)`);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('reads a full load page by page, by id', async () => {
    expect(await rows.readPage(0, 2)).toEqual([
      { id: 1, owner: null },
      { id: 2, owner: 'Ada' },
    ]);
    expect(await rows.readPage(2, 2)).toEqual([{ id: 4, owner: 'Ada' }]);
  });

  it('reads rows by id, in addition to those of a load, without those that do not belong', async () => {
    expect(await rows.readByIds([5, 3, 1, 99])).toEqual([
      { id: 1, owner: null },
      { id: 5, owner: 'Ada' },
    ]);
  });
});
