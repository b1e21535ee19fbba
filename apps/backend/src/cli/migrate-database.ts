import { SECRET_NAMES } from '../config/backend-config';
import { DatabaseConfig } from '../config/database.config';
import { readEnvironment } from '../config/read-environment';
import { readSettings } from '../config/read-settings';
import { dataSourceOptions, openDataSource } from '../platform/database/data-source';
import { migrate } from '../platform/database/migrate';

/** Brings the schema up to date. The backend does so too when it starts; this is for doing it beforehand. */
export async function migrateDatabase(): Promise<string> {
  const [config] = readSettings(readEnvironment(process.cwd(), SECRET_NAMES), [DatabaseConfig]);
  const dataSource = await openDataSource(dataSourceOptions(config));
  try {
    const names = await migrate(dataSource);
    return names.length > 0 ? `Migrated: ${names.join(', ')}.` : 'The schema is up to date.';
  } finally {
    await dataSource.destroy();
  }
}
