import { type DataSource, MigrationExecutor } from 'typeorm';
import { ADVISORY_LOCKS, withAdvisoryLock } from './advisory-lock';

/**
 * Migrates the schema to the newest version. Of replicas that start together, one migrates at a time.
 * @returns the names of the migrations that ran.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return withAdvisoryLock(dataSource, ADVISORY_LOCKS.migrations, async () => {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  });
}

/** Migrations that were applied or reverted, in order. */
export interface MigrationRun {
  readonly done: readonly string[];
  readonly undone: readonly string[];
}

/** There is no such migration, or this version does not have one that was applied. */
export class UnknownMigration extends Error {}

/**
 * Migrates the schema forward or back to the state after one migration. Reverting loses data that only the newer schema can hold.
 * @param last Name or timestamp of the last migration to keep.
 * @throws UnknownMigration
 */
export async function migrateTo(dataSource: DataSource, last: string): Promise<MigrationRun> {
  return withAdvisoryLock(dataSource, ADVISORY_LOCKS.migrations, async () => {
    const executor = new MigrationExecutor(dataSource);
    const all = inOrder(dataSource.migrations);
    const target = all.find(({ name, timestamp }) => last === name || last === String(timestamp));
    if (!target) throw new UnknownMigration(`There is no migration ${last}.`);
    const before = await executor.getExecutedMigrations();
    const unknown = before.filter(({ name }) => !all.some((each) => each.name === name));
    if (unknown.length > 0)
      throw new UnknownMigration(
        `A newer version has migrated the database (${unknown.map(({ name }) => name).join(', ')}): run this command of that version.`,
      );
    const undone = before
      .filter(({ timestamp }) => timestamp > target.timestamp)
      .sort((one, other) => other.timestamp - one.timestamp);
    executor.transaction = 'each';
    for (let count = 0; count < undone.length; count += 1) await executor.undoLastMigration();
    const done = (await executor.getPendingMigrations()).filter(
      ({ timestamp }) => timestamp <= target.timestamp,
    );
    for (const migration of done) await runOne(dataSource, migration.name);
    return { done: done.map(({ name }) => name), undone: undone.map(({ name }) => name) };
  });
}

/** Migrations with the timestamp at the end of their names, oldest first. */
export function inOrder(
  migrations: readonly { readonly name?: string | undefined }[],
): { readonly name: string; readonly timestamp: number }[] {
  return migrations
    .map(({ name = '' }) => ({ name, timestamp: Number(/\d+$/.exec(name)?.[0]) }))
    .sort((one, other) => one.timestamp - other.timestamp);
}

async function runOne(dataSource: DataSource, wanted: string): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const executor = new MigrationExecutor(dataSource, runner);
    const migration = (await executor.getPendingMigrations()).find(({ name }) => name === wanted);
    if (migration) await executor.executeMigration(migration);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
