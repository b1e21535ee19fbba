import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { checkDatabase } from './check-database';

describe('checkDatabase', () => {
  let backend: BackendUnderTest;
  beforeAll(async () => void (backend = await startBackend()));
  afterAll(() => backend.stop());

  it('reads how the paths of each media server are set, and the report of its agent', async () => {
    const read = async () => (await checkDatabase(backend.databaseUrl)).servers[0];
    expect(await read()).toMatchObject({
      pathsBy: 'api',
      credentialHash: null,
      reportedAt: null,
      report: null,
    });
    const reportedAt = new Date('2026-11-25T12:00:00Z');
    await backend.database.query(`UPDATE media_server SET paths_by = 'file'`);
    await backend.database.query(
      `INSERT INTO media_agent (media_server_id, credential_hash, reported_at, report)
       SELECT id, '\\x00', $1, '{"applied": true}' FROM media_server`,
      [reportedAt],
    );
    expect(await read()).toMatchObject({
      pathsBy: 'file',
      credentialHash: Buffer.alloc(1),
      reportedAt,
      report: { applied: true },
    });
  });
});
