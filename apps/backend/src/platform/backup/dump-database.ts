import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import type { BackupManifest } from './backup-format';

/** Rows that are in memory at once. */
const ROWS_AT_ONCE = 500;
/** What it knows is in the header, and TypeORM writes it anew. */
export const MIGRATION_TABLE = 'migration';

interface Column {
  readonly table: string;
  readonly column: string;
}

/**
 * Every table of the schema as it was in one instant, as the lines of a backup from its first table to its manifest. The
 * database goes on being used: one REPEATABLE READ transaction sees all.
 */
export async function* dumpDatabase(dataSource: DataSource): AsyncGenerator<string> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET TRANSACTION READ ONLY');
    await runner.query("SET LOCAL TIME ZONE 'UTC'");
    const tables: BackupManifest['tables'][number][] = [];
    for (const [table, columns] of await columnsByTable(runner)) {
      yield JSON.stringify(['table', { table, columns }]);
      const sum = createHash('sha256');
      let rows = 0;
      for await (const row of rowsOf(runner, table, columns)) {
        sum.update(row).update('\n');
        rows += 1;
        yield row;
      }
      tables.push({ table, rows, sha256: sum.digest('hex') });
    }
    // After the rows: a number that was given since then is not given again.
    const manifest: BackupManifest = { tables, sequences: await sequencesOf(runner) };
    yield JSON.stringify(['manifest', manifest]);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** The names of the migrations that the database has had. */
export async function migrationsOf(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(`SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`);
  return rows.map(({ name }) => name);
}

/** The tables of the schema, without the one that notes migrations, and what columns each has. */
export async function columnsByTable(runner: QueryRunner): Promise<Map<string, string[]>> {
  const rows: Column[] = await runner.query(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY c.relname, a.attnum`,
    [MIGRATION_TABLE],
  );
  const tables = new Map<string, string[]>();
  for (const { table, column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

async function* rowsOf(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
): AsyncGenerator<string> {
  const named = columns.map(quoteName).join(', ');
  await runner.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR
     SELECT row_to_json(kept)::text AS row FROM (SELECT ${named} FROM ${quoteName(table)}) kept`,
  );
  for (;;) {
    const rows: { row: string }[] = await runner.query(`FETCH ${ROWS_AT_ONCE} FROM backup_rows`);
    // A `json` column keeps its line breaks; outside of strings, where JSON allows them, they mean nothing.
    for (const { row } of rows) yield row.replaceAll('\n', ' ');
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await runner.query('CLOSE backup_rows');
}

async function sequencesOf(runner: QueryRunner): Promise<Record<string, string>> {
  const rows: { name: string; last: string }[] = await runner.query(
    `SELECT s.sequencename AS name, s.last_value::text AS last FROM pg_sequences s
     WHERE s.schemaname = 'public' AND s.last_value IS NOT NULL
       AND s.sequencename <> $1 ORDER BY 1`,
    [`${MIGRATION_TABLE}_id_seq`],
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** A name as SQL takes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
