import { readBackendConfig } from '../../config/backend-config';
import { createEmptyDatabase } from '../../testing/create-empty-database';
import { PGBOUNCER, startPgbouncer } from '../../testing/start-pgbouncer';
import { TEST_ENVIRONMENT } from '../../testing/test-environment';
import { checkInstallation } from './check-installation';

const withPgbouncer = PGBOUNCER ? it : it.skip;

describe('checkDatabase behind PgBouncer', () => {
  // Skipped where pgbouncer is not installed (npm test installs it with apt-get where that is allowed).
  withPgbouncer.each([
    ['session', 'ok', null],
    ['transaction', 'fault', expect.stringContaining('Set pool_mode = session ')],
  ] as const)('in %s mode: %s', async (mode, state, fix) => {
    const database = await createEmptyDatabase();
    const pooler = await startPgbouncer(database.url, mode);
    try {
      const settings = { ...TEST_ENVIRONMENT, MEDIAMTX_API_PORT: '1', DATABASE_URL: pooler.url };
      const checks = await checkInstallation(readBackendConfig(settings));
      expect(checks.find(({ what }) => what === 'database sessions')).toMatchObject({ state, fix });
    } finally {
      await pooler.stop();
      await database.drop();
    }
  });
});
