import { waitFor } from '@ppf/testing';
import { type Pool } from 'pg';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { emptyTables, fillEveryTable, tableNames } from '../../testing/fill-every-table';
import { notify } from './notify';
import { NotifyListener } from './notify-listener';
import { DatabaseConfig } from '../../config/database.config';
import { LeaderElection, type LeaderRole, LEADER_LOCKS, type LeaderState } from './leader-election';
import { inOrder, migrate, migrateTo } from './migrate';
import { MIGRATIONS } from './migrations';

describe('the database', () => {
  let backend: BackendUnderTest;
  beforeEach(async () => {
    backend = await startBackend();
  });
  afterEach(() => backend.stop());

  it('is migrated down to each migration and up again with rows in every table, which lose only what came later', async () => {
    const { database } = backend;
    const [before, names] = [await tableNames(database), inOrder(database.migrations)];
    await fillEveryTable(database);
    expect(await emptyTables(database)).toEqual([]);
    const workshops = 'SELECT id, name FROM workshop ORDER BY id';
    const kept: unknown = await database.query(workshops);
    for (const { name } of [...names].reverse().slice(1)) {
      const [last] = (await migrateTo(database, name)).undone;
      expect(names.map((each) => each.name)).toContain(last);
      expect(await database.query(workshops)).toEqual(kept);
    }
    expect(await tableNames(database)).toEqual(['app_user', 'camera', 'pit', 'sign_in', 'workshop']);
    const { done } = await migrateTo(database, names.at(-1)?.name ?? '');
    expect(done).toEqual(names.slice(1).map(({ name }) => name));
    expect(await tableNames(database)).toEqual(before);
    expect(await database.query(workshops)).toEqual(kept);
    await expect(migrateTo(database, 'Tomorrow')).rejects.toThrow('There is no migration Tomorrow.');
  });

  it('is migrated down to nothing, and up again by replicas one at a time', async () => {
    const { database } = backend;
    const before = await tableNames(database);
    for (let undone = 0; undone < MIGRATIONS.length; undone += 1) await database.undoLastMigration();
    expect(await tableNames(database)).toEqual([]);
    const replicas = await Promise.all([migrate(database), migrate(database)]);
    expect(replicas.flat().sort()).toEqual(MIGRATIONS.map(({ name }) => name).sort());
    expect(await tableNames(database)).toEqual(before);
  });

  it('migrates the roles down and up again: operators stay operators, observers get no more rights', async () => {
    const { database } = backend;
    await database.query(`INSERT INTO workshop (name) VALUES ('W')`);
    await database.query(`INSERT INTO app_user (email, display_name, password_hash, role, workshop_id) VALUES
      ('a@b.co', 'A', 'x', 'operator', NULL), ('s@b.co', 'S', 'x', 'staff', 1), ('o@b.co', 'O', 'x', 'observer', 1)`);
    const users = () =>
      database.query(`SELECT role, credential_generation AS generation, disabled_at IS NOT NULL AS disabled
        FROM app_user ORDER BY id`);
    await migrateTo(database, 'MediaAgents1797700000000');
    expect(await users()).toEqual([
      { role: 'super_admin', generation: 1, disabled: false },
      { role: 'staff', generation: 1, disabled: false },
      { role: 'staff', generation: 2, disabled: true },
    ]);
    await migrate(database);
    expect(await users()).toEqual([
      { role: 'operator', generation: 1, disabled: false },
      { role: 'staff', generation: 1, disabled: false },
      { role: 'staff', generation: 2, disabled: true },
    ]);
    const [revoked] = await database.query<{ count: string }[]>(
      'SELECT count(*) FROM viewing_revocation WHERE viewer_id = 1',
    );
    expect(revoked?.count).toBe('0');
  });

  it('refuses a user whose role and workshop contradict each other', async () => {
    const insert = (role: string, workshop: number | null) =>
      backend.database.query(
        "INSERT INTO app_user (email, display_name, password_hash, role, workshop_id) VALUES ($1, 'A', 'x', $1, $2)",
        [role, workshop],
      );
    await expect(insert('staff', null)).rejects.toThrow(/app_user_workshop_by_role/);
    await expect(insert('king', null)).rejects.toThrow(/role_check/);
  });

  it('is ready only while it answers', async () => {
    const ready = () => backend.send({ url: '/health/ready' });
    // Whatever else is not ready here, the database is not among it.
    expect((await ready()).text).not.toContain('"database"');
    await backend.database.destroy();
    const answer = await ready();
    expect(answer).toMatchObject({ status: 503, body: { code: 'not-ready' } });
    expect(answer.text).toContain('"database"');
    expect((await backend.send({ url: '/health/live' })).status).toBe(200);
    await backend.database.initialize();
  });

  it('tolerates a connection that breaks while it is acquired', async () => {
    const { master } = backend.database.driver as unknown as { readonly master: Pool };
    // One more than is idle, so that one of them is new.
    const clients = await Promise.all(Array.from({ length: master.idleCount + 1 }, () => master.connect()));
    const fresh = clients.at(-1);
    expect(() => fresh?.emit('error', new Error('terminating connection'))).not.toThrow();
    for (const client of clients) client.release(true);
    expect(await backend.database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('notifies again after the connection was cut, and reports that notifications may have been missed', async () => {
    // Ids of media servers that do not exist.
    const [FIRST, SECOND] = [8_000_001, 8_000_002];
    const received: (number | string)[] = [];
    await backend.app.get(NotifyListener).listen('reconcile_requested', {
      onNotify: (payload) => received.push(payload),
      onReconnect: () => received.push('reconnected'),
    });
    await notify(backend.database, 'reconcile_requested', FIRST);
    await waitFor(() => received.includes(FIRST));
    await backend.database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ppf-backend-listen' AND datname = current_database()",
    );
    await waitFor(() => received.includes('reconnected'));
    await notify(backend.database, 'reconcile_requested', SECOND);
    await waitFor(() => received.includes(SECOND));
    expect(received).toEqual([FIRST, 'reconnected', SECOND]);
  });

  describe('leader election', () => {
    // The backend under test takes part in the election with id 0 itself.
    const SWEEPING: LeaderRole = { lock: LEADER_LOCKS.viewingSessions, id: 9 };
    let backends: LeaderElection[];
    beforeEach(() => {
      backends = [1, 2].map(() => new LeaderElection(backend.app.get(DatabaseConfig)));
    });
    afterEach(() => Promise.all(backends.map((each) => each.onModuleDestroy())));
    const joinElection = (of = SWEEPING) => {
      const states: LeaderState[][] = backends.map(() => []);
      const candidates = backends.map((each, index) => each.join(of, (now) => states[index]?.push(now)));
      return { candidates, states };
    };

    it('elects one backend per task, and another one as soon as it withdraws', async () => {
      const { candidates, states } = joinElection();
      await waitFor(() => states.flat().length === 2);
      expect(states.flat().sort()).toEqual(['follower', 'leader']);
      const first = states.findIndex((each) => each.includes('leader'));
      await candidates[first]?.withdraw();
      await waitFor(() => states[1 - first]?.at(-1) === 'leader');
      // Work on one thing leaves another one free.
      const { states: others } = joinElection({ lock: LEADER_LOCKS.mediaServer, id: 7 });
      await waitFor(() => others.flat().length === 2);
      expect(others.flat()).toContain('leader');
    });

    it('elects another backend when the connection of the first is cut, which detects that immediately', async () => {
      const { states } = joinElection();
      await waitFor(() => states.flat().length === 2);
      const first = states.findIndex((each) => each.includes('leader'));
      await backend.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks
         WHERE locktype = 'advisory' AND classid = $1 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [SWEEPING.lock],
      );
      await waitFor(() => states[first]?.includes('disconnected') === true);
      await waitFor(() => states.filter((each) => each.at(-1) === 'leader').length === 1);
      await waitFor(() => states.every((each) => each.at(-1) !== 'disconnected'));
      expect(states.map((each) => each.at(-1)).sort()).toEqual(['follower', 'leader']);
    });
  });
});
