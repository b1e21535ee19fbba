import { type PitHistory, type StreamCause } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { Clock } from '../../platform/clock';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';
import { HistoryWriter } from './history-writer';
import { PeriodLog } from './period-log';
import { MAX_ROWS, ROWS_PER_PAGE } from './read-pit-history';
import { cleanUpPeriods, writePeriods } from './period-rows';
import { type PeriodState } from './stream-period';
import { deleteRows } from '../../testing/delete-rows';

const BEGIN = Date.parse('2026-01-10T00:00:00Z');
const MINUTE = 60_000;

describe('the history of a pit', () => {
  let backend: BackendUnderTest;
  let there: TwoWorkshops;
  let history: HistoryWriter;
  let now: number;

  beforeAll(async () => {
    backend = await startBackend();
    there = await makeTwoWorkshops(backend);
    history = backend.app.get(HistoryWriter);
    jest.spyOn(backend.app.get(Clock), 'now').mockImplementation(() => new Date(now));
  });
  afterAll(() => backend.stop());
  beforeEach(async () => {
    now = BEGIN;
    // Writes the entries of the previous test.
    await history.write();
    await deleteRows(backend.database, ['stream_period', 'stream_observation']);
    await backend.database.query('UPDATE pit SET created_at = $1', [new Date(BEGIN - 90 * 24 * 60 * MINUTE)]);
  });

  const path = () => pathOf(there.ours, 1);
  /** Polls at minutes since the begin. */
  const poll = (log: PeriodLog, ...polls: [number, PeriodState | null][]) => {
    for (const [minute, state] of polls) {
      now = BEGIN + minute * MINUTE;
      log.beginPoll(now);
      log.record(path(), state);
    }
  };
  const get = (query = '', as = there.staff, pit = there.ourPit) =>
    backend.send({ url: `/api/v1/pits/${pit}/history${query}`, as });
  const read = async (query = ''): Promise<PitHistory> => (await get(query)).body;
  const minute = (iso: string | null) => iso && (Date.parse(iso) - BEGIN) / MINUTE;
  const outages = ({ items }: PitHistory) =>
    items.map(({ kind, began_at, ended_at }) => [kind, minute(began_at), minute(ended_at)]);

  it('returns the outages of the last day, newest first, and its uptime to staff', async () => {
    const log = history.begin();
    poll(log, [0, 'up'], [60, 'stalled'], [61, 'offline'], [70, 'up'], [100, 'offline'], [120, 'offline']);
    await history.write();
    const answer = await read();
    expect(answer).toMatchObject({ outage_count: 2, next_cursor: null, down_seconds: 30 * 60 });
    expect(outages(answer)).toEqual([
      ['offline', 100, null],
      ['offline', 60, 70],
    ]);
    expect(answer.uptime_share).toBeCloseTo(90 / 120);
    expect(answer.unknown_share).toBeCloseTo(22 / 24);
    expect(answer.timeline.map(({ state }) => state)).toEqual(['unknown', 'up', 'down', 'up', 'down']);
    expect(answer.timeline[0]?.began_at).toBe(answer.from);
    history.end(log);
  });

  it('reports a pit that was never observed as unknown, not as up', async () => {
    expect(await read()).toMatchObject({
      uptime_share: null,
      unknown_share: 1,
      outage_count: 0,
      items: [],
      timeline: [{ state: 'unknown' }],
    });
  });

  it('reports the time between a killed backend and the next leader as unknown', async () => {
    const killed = new PeriodLog(now);
    poll(killed, [0, 'up'], [10, 'offline'], [20, 'offline']);
    await writePeriods(backend.database, killed.batch());
    const next = history.begin();
    poll(next, [40, 'offline'], [50, 'up'], [60, 'up']);
    await history.write();
    const answer = await read('?from=2026-01-10T00:00:00Z');
    expect(outages(answer)).toEqual([
      ['offline', 40, 50],
      ['offline', 10, 20],
    ]);
    expect(answer.unknown_share).toBeCloseTo(20 / 60);
    expect(answer.uptime_share).toBeCloseTo(20 / 40);
    history.end(next);
  });

  it('joins periods across a restart of a few seconds', async () => {
    const first = new PeriodLog(now);
    poll(first, [0, 'up'], [10, 'offline'], [20, 'offline']);
    await writePeriods(backend.database, first.batch());
    const next = history.begin();
    poll(next, [20 + 8 / 60, 'offline'], [30, 'up'], [31, 'up']);
    await history.write();
    expect(outages(await read())).toEqual([['offline', 10, 30]]);
    history.end(next);
  });

  it('does not count time without responses of the media server as an outage', async () => {
    const log = history.begin();
    poll(log, [0, 'up'], [10, 'up']);
    log.closeAll();
    poll(log, [30, 'up'], [40, 'up']);
    await history.write();
    const answer = await read('?from=2026-01-10T00:00:00Z');
    expect(answer).toMatchObject({ uptime_share: 1, outage_count: 0 });
    expect(answer.unknown_share).toBeCloseTo(0.5);
    history.end(log);
  });

  it('reports the cause of each outage, and counts only those of the camera as downtime', async () => {
    const log = history.begin();
    const record = (minute: number, state: PeriodState, cause: StreamCause | null) => {
      now = BEGIN + minute * MINUTE;
      log.beginPoll(now);
      log.record(path(), state, cause);
    };
    record(0, 'up', null);
    record(10, 'unknown', 'media-server');
    record(20, 'offline', 'media-server');
    record(22, 'up', null);
    record(30, 'offline', 'camera');
    record(40, 'up', null);
    record(50, 'up', null);
    await history.write();
    const answer = await read('?from=2026-01-10T00:00:00Z');
    expect(answer.items.map(({ cause, began_at }) => [cause, minute(began_at)])).toEqual([
      ['camera', 30],
      ['media-server', 20],
    ]);
    expect(answer).toMatchObject({ down_seconds: 600, media_server_down_seconds: 120, outage_count: 2 });
    expect(answer.uptime_share).toBeCloseTo(28 / 38);
    expect(answer.unknown_share).toBeCloseTo(10 / 50);
    expect(answer.timeline.map(({ state, cause }) => [state, cause])).toEqual([
      ['up', null],
      ['unknown', 'media-server'],
      ['down', 'media-server'],
      ['up', null],
      ['down', 'camera'],
      ['up', null],
    ]);
    history.end(log);
  });

  it('reads many periods in pages, and returns the newest ones', async () => {
    // A camera that flaps as fast as it can: 25 000 periods of 2 s.
    await backend.database.query(
      `INSERT INTO stream_period (pit_id, began_at, observation_id, ended_at, state)
       SELECT $1, $2::timestamptz + n * interval '2 s', gen_random_uuid(), $2::timestamptz + (n + 1) * interval '2 s',
         CASE n % 2 WHEN 0 THEN 'up' ELSE 'offline' END
       FROM generate_series(0, 24999) AS n`,
      [there.ourPit, new Date(BEGIN)],
    );
    now = BEGIN + 50_000_000;
    const query = jest.spyOn(backend.database, 'query');
    const answer = await read('?from=2026-01-10T00:00:00Z');
    const pages = await Promise.all(query.mock.results.map(({ value }) => value as Promise<unknown>));
    query.mockRestore();
    const sizes = pages.filter(Array.isArray).map(({ length }) => length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(ROWS_PER_PAGE + 1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(MAX_ROWS);
    expect(answer.outage_count).toBe(MAX_ROWS / 2);
    expect(Date.parse(answer.from)).toBe(BEGIN + 5000 * 2000);
    expect(answer.uptime_share).toBeCloseTo(0.5);
    expect(answer.unknown_share).toBe(0);
  });

  it('writes a batch idempotently, and drops a deleted pit', async () => {
    const log = history.begin();
    const gone = pathOf(there.ours, 9999);
    poll(log, [0, 'up'], [1, 'offline']);
    log.record(gone, 'up');
    const batch = log.batch();
    await history.write();
    for (const entry of batch.entries) log.record(entry.path, null);
    await history.write();
    const rows: { state: string; ended_at: Date | null }[] = await backend.database.query(
      'SELECT * FROM stream_period ORDER BY began_at',
    );
    expect(rows.map(({ state, ended_at }) => [state, minute(ended_at?.toISOString() ?? null)])).toEqual([
      ['up', 1],
      ['offline', 1],
    ]);
    history.end(log);
  });

  it('is the history of the main stream', async () => {
    const log = history.begin();
    poll(log, [0, 'up']);
    for (const other of ['sub', 'raw']) log.record(`${path()}/${other}`, 'offline');
    await history.write();
    poll(log, [10, 'up']);
    log.record(`${path()}/sub`, 'up');
    await history.write();
    expect(await read()).toMatchObject({ uptime_share: 1, outage_count: 0 });
    history.end(log);
  });

  it('returns consecutive pages', async () => {
    const log = history.begin();
    for (let count = 0; count < 5; count += 1) poll(log, [count * 10, 'up'], [count * 10 + 5, 'offline']);
    poll(log, [50, 'up']);
    // More entries of one pit than wait in memory would be dropped.
    await history.write();
    const until = 'to=2026-01-10T02:00:00Z&limit=2';
    now = BEGIN + 120 * MINUTE;
    const first = await read(`?${until}`);
    const second = await read(`?${until}&cursor=${first.next_cursor}`);
    const third = await read(`?${until}&cursor=${second.next_cursor}`);
    expect([first, second, third].flatMap(outages).map(([, began]) => began)).toEqual([45, 35, 25, 15, 5]);
    expect(third.next_cursor).toBeNull();
    expect([first, second, third].map(({ outage_count }) => outage_count)).toEqual([5, 5, 5]);
    history.end(log);
  });

  it('closes abandoned periods, and deletes old ones', async () => {
    const log = history.begin();
    poll(log, [0, 'up'], [10, 'offline'], [20, 'up'], [30, 'up']);
    await history.write();
    const openRows = async () =>
      Number(
        (
          await backend.database.query<{ count: string }[]>(
            'SELECT count(*) FROM stream_period WHERE ended_at IS NULL',
          )
        )[0]?.count,
      );
    await cleanUpPeriods(backend.database, new Date(BEGIN), new Date(BEGIN + 60 * MINUTE));
    expect(await openRows()).toBe(1);
    await cleanUpPeriods(backend.database, new Date(BEGIN), new Date(BEGIN + 3 * 24 * 60 * MINUTE));
    expect(await openRows()).toBe(0);
    const answer = await read('?from=2026-01-10T00:00:00Z');
    expect(answer.uptime_share).toBeCloseTo(20 / 30);
    await cleanUpPeriods(backend.database, new Date(BEGIN + 15 * MINUTE), new Date(now));
    expect((await read()).outage_count).toBe(1);
    await cleanUpPeriods(backend.database, new Date(BEGIN + 25 * MINUTE), new Date(now));
    expect((await read()).outage_count).toBe(0);
    const [left] = await backend.database.query<{ count: string }[]>(
      'SELECT count(*) FROM stream_observation',
    );
    expect(Number(left?.count)).toBe(0);
    history.end(log);
  });

  it('is deleted with its pit', async () => {
    const made = await backend.send({
      method: 'POST',
      url: `/api/v1/workshops/${there.ours}/pits`,
      body: { number: 7 },
      as: there.owner,
    });
    const { id } = made.body as { id: number };
    const log = history.begin();
    log.record(pathOf(there.ours, 7), 'up');
    await history.write();
    await backend.send({ method: 'DELETE', url: `/api/v1/pits/${id}`, as: there.owner });
    expect(await backend.database.query('SELECT 1 FROM stream_period WHERE pit_id = $1', [id])).toEqual([]);
    history.end(log);
  });

  it.each([
    ['a member of another workshop', () => get('', there.otherOwner), 404],
    ['an unknown pit', () => get('', there.admin, 999_999), 404],
    ['an invalid time', () => get('?from=yesterday'), 422],
    ['an invalid cursor', () => get('?cursor=x'), 422],
    ['too long a page', () => get('?limit=101'), 422],
    ['an unknown field', () => get('?since=1'), 422],
  ])('refuses %s', async (_, send, status) => {
    expect((await send()).status).toBe(status);
  });
});
