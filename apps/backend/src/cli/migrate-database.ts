import { SECRET_NAMES } from '../config/backend-config';
import { DatabaseConfig } from '../config/database.config';
import { readEnvironment } from '../config/read-environment';
import { readSettings } from '../config/read-settings';
import { requireSessions } from '../platform/database/check-sessions';
import { dataSourceOptions, openDataSource } from '../platform/database/data-source';
import { inOrder, migrate, migrateTo } from '../platform/database/migrate';
import { MIGRATIONS } from '../platform/database/migrations';
import type { Arguments } from './arguments';

/**
 * Brings the schema up to date, or with `--to` to what it was after one migration: before an older version of the
 * software is put back. The backend brings it up to date too when it starts; this is for doing it beforehand.
 */
export async function migrateDatabase({ to }: Arguments): Promise<string> {
  const [config] = readSettings(readEnvironment(process.cwd(), SECRET_NAMES), [DatabaseConfig]);
  const dataSource = await openDataSource(dataSourceOptions(config));
  try {
    // The lock that migrations take turns by is one of the session.
    await requireSessions(config.url);
    const { done, undone } = to
      ? await migrateTo(dataSource, to)
      : { done: await migrate(dataSource), undone: [] };
    const told = [
      ...(undone.length > 0 ? [`Undone: ${undone.join(', ')}.`] : []),
      ...(done.length > 0 ? [`Migrated: ${done.join(', ')}.`] : []),
    ];
    if (told.length > 0) return told.join('\n');
    return to ? 'The schema is there already.' : 'The schema is up to date.';
  } finally {
    await dataSource.destroy();
  }
}

/** The last migration of this version: what a newer one is brought back to before this one is put in its place. */
export async function lastMigration(): Promise<string> {
  return inOrder(MIGRATIONS.map(({ name }) => ({ name }))).at(-1)?.name ?? '';
}
