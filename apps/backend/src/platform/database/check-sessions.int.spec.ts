import { explainFailure } from '../explain-failure';
import { createEmptyDatabase, type EmptyDatabase } from '../../testing/create-empty-database';
import { startBackend } from '../../testing/start-backend';
import { PGBOUNCER, type RunningPgbouncer, startPgbouncer } from '../../testing/start-pgbouncer';
import { checkSessions } from './check-sessions';

describe('a database without a pooler', () => {
  it('keeps sessions', async () => {
    const database = await createEmptyDatabase();
    expect(await checkSessions(database.url)).toBe('kept');
    await database.drop();
  });
});

const withPgbouncer = PGBOUNCER ? describe : describe.skip;

// Skipped where pgbouncer is not installed (npm test installs it with apt-get where that is allowed).
withPgbouncer('a database behind PgBouncer', () => {
  let database: EmptyDatabase;
  let pooler: RunningPgbouncer | undefined;

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => pooler?.stop());
  afterAll(() => database.drop());

  it('keeps sessions in session mode, and the backend starts', async () => {
    pooler = await startPgbouncer(database.url, 'session');
    expect(await checkSessions(pooler.url)).toBe('kept');
    const backend = await startBackend({ DATABASE_URL: pooler.url });
    await backend.stop();
  });

  it.each(['transaction', 'statement'] as const)(
    'does not keep them in %s mode: the backend refuses to start, and names the setting',
    async (mode) => {
      pooler = await startPgbouncer(database.url, mode);
      const failure = await startBackend({ DATABASE_URL: pooler.url }).catch((error: unknown) => error);
      expect(explainFailure(failure)).toMatch(
        /^DATABASE_URL uses a connection pooler .* Set pool_mode = session /,
      );
    },
  );

  it.each(['session', 'transaction'] as const)(
    'is distinguished from too few connections in %s mode',
    async (mode) => {
      pooler = await startPgbouncer(database.url, mode, 1);
      expect(await checkSessions(pooler.url)).toBe(mode === 'session' ? 'too-few-connections' : 'not-kept');
    },
  );
});
