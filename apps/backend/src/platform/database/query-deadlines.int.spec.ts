import { waitFor } from '@ppf/testing';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { execFileSync } from 'node:child_process';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { DatabaseConfig } from '../../config/database.config';
import { isDatabaseUnavailable } from '../failures/is-database-unavailable';
import { dataSourceOptions, openDataSource } from './data-source';

/** Milliseconds: the lowest allowed setting, and the longest that a request may take with it. */
const STATEMENT_MS = 1000;
const POOL_SIZE = 4;
const ANSWER_MS = STATEMENT_MS + 2000 + 5000;
/** Milliseconds that a busy machine may add. Without a deadline, nothing here would ever end. */
const STALL_MS = 20_000;

/** A TCP relay to PostgreSQL that can stop forwarding, like a suspended host: it closes and refuses nothing. */
class FreezableRelay {
  private readonly sockets = new Set<Socket>();
  private isFrozen = false;
  private readonly server = createServer((near) => {
    const far = connect(Number(this.to.port), this.to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
      if (this.isFrozen) one.pause();
    }
  });

  constructor(private readonly to: URL) {}

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const url = new URL(this.to);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Stops what is sent on connections that are opened from now on; those that are open are not touched. */
  freezeNewConnections(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    if (!isFrozen) for (const socket of this.sockets) socket.resume();
  }

  freeze(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    for (const socket of this.sockets) {
      if (isFrozen) socket.pause();
      else socket.resume();
    }
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('a query', () => {
  let direct: BackendUnderTest;
  let backend: BackendUnderTest;
  let relay: FreezableRelay;
  let owner: string;

  beforeAll(async () => {
    direct = await startBackend();
    relay = new FreezableRelay(new URL(direct.databaseUrl));
    backend = await startBackend({
      DATABASE_URL: await relay.open(),
      DATABASE_STATEMENT_TIMEOUT_MS: String(STATEMENT_MS),
      DATABASE_POOL_SIZE: String(POOL_SIZE),
    });
    owner = await backend.tokenFor('operator');
  });
  afterAll(async () => {
    await backend.stop();
    relay.close();
    await direct.stop();
  });

  const list = () => backend.send({ url: '/api/v1/workshops', as: owner });
  const timed = async () => {
    const begun = Date.now();
    const { status, headers } = await list();
    return { status, headers, ms: Date.now() - begun };
  };
  const expectAway = (answers: Awaited<ReturnType<typeof timed>>[]) => {
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    for (const { ms, headers } of answers) {
      expect(ms).toBeLessThan(ANSWER_MS + STALL_MS);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
  };

  it('that takes too long in PostgreSQL is ended there', async () => {
    await expect(backend.database.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
  });

  it('has its deadline on every connection of the pool', async () => {
    const asked = Array.from({ length: 4 }, () =>
      backend.database.query<{ limit: string; pid: number }[]>(
        `SELECT current_setting('statement_timeout') AS limit, pg_backend_pid() AS pid, pg_sleep(0.3)`,
      ),
    );
    const rows = (await Promise.all(asked)).flat();
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(4);
    expect(rows.map(({ limit }) => limit)).toEqual(['1s', '1s', '1s', '1s']);
  });

  it('has no deadline in a command', async () => {
    const commands = await openDataSource(dataSourceOptions(backend.app.get(DatabaseConfig)));
    try {
      await commands.query(`SELECT pg_sleep(${(STATEMENT_MS + 300) / 1000})`);
      expect(await commands.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
    } finally {
      await commands.destroy();
    }
  });

  it('that is lost in a frozen network ends as 503 for every request in bounded time, and requests succeed afterwards', async () => {
    expect((await list()).status).toBe(200);
    relay.freeze(true);
    expectAway(await Promise.all(Array.from({ length: 12 }, timed)));
    expect((await backend.send({ url: '/health/live' })).status).toBe(200);
    expect((await backend.send({ url: '/health/ready' })).status).toBe(503);
    relay.freeze(false);
    await waitFor(async () => (await list()).status === 200);
    await waitFor(async () => (await backend.send({ url: '/health/ready' })).status === 200);
  });

  it('of PostgreSQL’s stopped processes ends as 503 in bounded time, and requests succeed once they continue', async () => {
    // All connections of the pool: until they are released, neither requests nor periodic tasks have one.
    const pool = Array.from({ length: POOL_SIZE }, () => backend.database.createQueryRunner());
    await Promise.all(pool.map((runner) => runner.connect()));
    const pids = await Promise.all(
      pool.map(async (runner) => {
        const [row] = (await runner.query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
        return String(row?.pid);
      }),
    );
    expect(new Set(pids).size).toBe(POOL_SIZE);
    const signal = (name: string) => execFileSync('kill', [`-${name}`, ...pids]);
    signal('STOP');
    // The pool replaces a connection whose query has no response. A request that waits for it would be answered by 200.
    relay.freezeNewConnections(true);
    try {
      const failure = await pool[0]?.query('SELECT 1').catch((thrown: unknown) => thrown);
      expect(isDatabaseUnavailable(failure)).toBe(true);
      await Promise.all(pool.map((runner) => runner.release()));
      expectAway(await Promise.all(Array.from({ length: 4 }, timed)));
    } finally {
      signal('CONT');
      relay.freezeNewConnections(false);
    }
    await waitFor(async () => (await list()).status === 200);
  });
});
