import { SECRET_NAMES } from '../config/backend-config';
import { DatabaseConfig } from '../config/database.config';
import { readEnvironment } from '../config/read-environment';
import { readSettings } from '../config/read-settings';
import { requireSessions } from '../platform/database/check-sessions';
import { dataSourceOptions, openDataSource } from '../platform/database/data-source';
import { inOrder, migrate, migrateTo } from '../platform/database/migrate';
import { MIGRATIONS } from '../platform/database/migrations';

export interface MigrateDatabaseOptions {
  /** Name of the last migration to keep. */
  readonly to?: string | undefined;
}

/**
 * Upgrades the schema, or moves it to the state after one migration with `--to`, which a downgrade of the software
 * needs. The backend also upgrades the schema when it starts.
 */
export async function migrateDatabase({ to }: MigrateDatabaseOptions): Promise<string> {
  const [config] = readSettings(readEnvironment(process.cwd(), SECRET_NAMES), [DatabaseConfig]);
  const dataSource = await openDataSource(dataSourceOptions(config));
  try {
    // The migration lock belongs to the database session.
    await requireSessions(config.url);
    const { done, undone } = to
      ? await migrateTo(dataSource, to)
      : { done: await migrate(dataSource), undone: [] };
    const lines = [
      ...(undone.length > 0 ? [`Undone: ${undone.join(', ')}.`] : []),
      ...(done.length > 0 ? [`Migrated: ${done.join(', ')}.`] : []),
    ];
    if (lines.length > 0) return lines.join('\n');
    return to ? 'The schema already exists.' : 'The schema is up to date.';
  } finally {
    await dataSource.destroy();
  }
}

/** Returns the name of the last migration of this version. A downgrade to this version migrates to it first. */
export async function lastMigration(): Promise<string> {
  return inOrder(MIGRATIONS.map(({ name }) => ({ name }))).at(-1)?.name ?? '';
}
