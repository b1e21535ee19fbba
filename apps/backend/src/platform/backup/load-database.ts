import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { type BackupHeader, type BackupPart, BackupRefused, type BackupTable } from './backup-format';
import { MIGRATIONS } from '../database/migrations';
import { columnsByTable, MIGRATION_TABLE, quoteName } from './dump-database';

/** Work in the same transaction, after the data has been loaded. When it fails, nothing is restored. */
export type AfterLoad = (runner: QueryRunner) => Promise<void>;

/**
 * Restores a backup: creates the schema of the backup, inserts its rows, and migrates the schema forward. One
 * transaction: all of it or nothing.
 * @param replace Whether existing tables are dropped; otherwise the database must have no table.
 * @throws BackupRefused
 */
export async function loadDatabase(
  dataSource: DataSource,
  parts: AsyncIterable<BackupPart>,
  replace: boolean,
  afterLoad: AfterLoad,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await refuseInUse(runner);
    if (replace) await empty(runner);
    else if (await hasTables(runner))
      throw new BackupRefused('The database is not empty: --replace removes what is in it first.');
    await fill(dataSource, runner, parts);
    await migrateTo(dataSource, runner, () => true);
    await afterLoad(runner);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** Rejects a backup with migrations that this version does not have. @throws BackupRefused */
export function refuseNewer(header: BackupHeader): void {
  const known = MIGRATIONS.map(({ name }) => name);
  const unknown = header.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new BackupRefused(
      `The backup was created by version ${header.version}, whose database this version does not support (${unknown.join(', ')}): install that version, then restore.`,
    );
}

// A running backend would continue with its data in memory.
async function refuseInUse(runner: QueryRunner): Promise<void> {
  const rows: unknown[] = await runner.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'ppf-backend%'`,
  );
  if (rows.length > 0) throw new BackupRefused('A backend is using the database: stop it first.');
}

async function hasTables(runner: QueryRunner): Promise<boolean> {
  const rows: unknown[] = await runner.query(
    `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') LIMIT 1`,
  );
  return rows.length > 0;
}

/** Drops the tables and functions of the schema, except those of extensions. */
async function empty(runner: QueryRunner): Promise<void> {
  await runner.query(`DO $$
    DECLARE thing record;
    BEGIN
      FOR thing IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', thing.name); END LOOP;
      FOR thing IN SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name); END LOOP;
    END $$`);
}

async function fill(
  dataSource: DataSource,
  runner: QueryRunner,
  parts: AsyncIterable<BackupPart>,
): Promise<void> {
  let insert: ((rows: readonly string[]) => Promise<void>) | undefined;
  let triggers: string[] = [];
  let known: ReadonlyMap<string, readonly string[]> = new Map();
  for await (const [kind, content] of parts) {
    if (kind === 'header') {
      await migrateTo(dataSource, runner, (name) => content.migrations.includes(name));
      triggers = await clear(runner);
      known = await columnsByTable(runner);
    }
    if (kind === 'table') refuseUnknown(content, known);
    if (kind === 'table') insert = inserting(runner, content.table, content.columns);
    if (kind === 'rows') await insert?.(content);
    if (kind === 'manifest') await setSequences(runner, content.sequences);
  }
  for (const statement of triggers) await runner.query(statement);
}

/** The names come from the backup: rows are inserted into tables of this schema only. */
function refuseUnknown({ table, columns }: BackupTable, known: ReadonlyMap<string, readonly string[]>): void {
  const there = known.get(table);
  if (!there || !Array.isArray(columns) || !columns.every((column) => there.includes(column)))
    throw new BackupRefused(
      'The backup is damaged: it names a table or a column that its version does not have.',
    );
}

async function setSequences(runner: QueryRunner, last: Readonly<Record<string, string>>): Promise<void> {
  const rows: { name: string }[] = await runner.query(
    "SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> $1",
    [`${MIGRATION_TABLE}_id_seq`],
  );
  for (const [name, value] of Object.entries(last)) {
    if (!rows.some((row) => row.name === name) || !/^\d{1,19}$/.test(value))
      throw new BackupRefused('The backup is damaged: it names a sequence that its version does not have.');
    await runner.query('SELECT setval($1::regclass, $2::bigint)', [`public.${quoteName(name)}`, value]);
  }
}

async function migrateTo(
  dataSource: DataSource,
  runner: QueryRunner,
  wanted: (name: string) => boolean,
): Promise<void> {
  const executor = new MigrationExecutor(dataSource, runner);
  const pending = await executor.getPendingMigrations();
  for (const migration of pending) if (wanted(migration.name)) await executor.executeMigration(migration);
}

/**
 * Deletes the rows that migrations inserted, and disables what would act on the inserted rows: triggers, which would
 * send notifications, and foreign keys, because tables come in order of name. @returns the statements that restore both
 */
async function clear(runner: QueryRunner): Promise<string[]> {
  const tables: { name: string }[] = await runner.query(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> $1`,
    [MIGRATION_TABLE],
  );
  if (tables.length === 0) return [];
  await runner.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
  for (const { name } of tables) await runner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const references: { table: string; name: string; definition: string }[] = await runner.query(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of references)
    await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return [
    ...references.map(
      ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
    ),
    ...tables.map(({ name }) => `ALTER TABLE ${name} ENABLE TRIGGER USER`),
  ];
}

function inserting(runner: QueryRunner, table: string, columns: readonly string[]) {
  const [into, named] = [`public.${quoteName(table)}`, columns.map(quoteName).join(', ')];
  const statement = `INSERT INTO ${into} (${named}) OVERRIDING SYSTEM VALUE
    SELECT ${named} FROM json_populate_recordset(NULL::${into}, $1::json)`;
  return async (rows: readonly string[]) => void (await runner.query(statement, [`[${rows.join(',')}]`]));
}
