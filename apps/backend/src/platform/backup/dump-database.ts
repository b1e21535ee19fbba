import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import type { BackupManifest } from './backup-format';

/** Rows that are fetched in one query, and so are in memory together. */
const BATCH_ROWS = 500;
/** TypeORM's table of migrations. The header has its content, and a restore writes it again. */
export const MIGRATION_TABLE = 'migration';

interface Column {
  readonly table: string;
  readonly column: string;
}

/**
 * Reads every table of the schema at one instant, as the lines of a backup from the first table to the manifest. The
 * database stays in use: one REPEATABLE READ transaction reads everything.
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
    // After the rows: a value that was used meanwhile is not used again.
    const manifest: BackupManifest = { tables, sequences: await sequencesOf(runner) };
    yield JSON.stringify(['manifest', manifest]);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Names of the migrations that the database has. */
export async function migrationsOf(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(`SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`);
  return rows.map(({ name }) => name);
}

/** Columns by table, without the table of migrations. */
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
    const rows: { row: string }[] = await runner.query(`FETCH ${BATCH_ROWS} FROM backup_rows`);
    // A `json` column keeps its line breaks. Outside of strings, JSON ignores them.
    for (const { row } of rows) yield row.replaceAll('\n', ' ');
    if (rows.length < BATCH_ROWS) break;
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

/** Quotes a name for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
