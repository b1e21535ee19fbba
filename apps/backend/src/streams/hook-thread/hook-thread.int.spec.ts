import { type StreamTokenResponse } from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Readiness } from '../../platform/observability/readiness';
import { eventually } from '../../testing/eventually';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';
import { HttpConfig } from '../../config/http.config';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { StreamsConfig } from '../../config/streams.config';
import { HOOK_PARTS } from '../hook/hook-messages';
import { Revocations } from '../revocation/revocations';
import { HookThread } from './hook-thread';

const ROUTE = '/api/v1/streams/validate-token';
const BASIC = `Basic ${Buffer.from('mediamtx:hook-secret-of-the-tests').toString('base64')}`;
/** Milliseconds that the API's event loop is held. */
const HELD_MS = 1500;
/** Asks from a thread of its own, one request after the other, and notes how long each took. */
const ASKING = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { url, headers, bodies, forMs } = workerData;
  (async () => {
    await fetch(url, { method: 'POST', headers, body: bodies[0] });
    parentPort.postMessage('asking');
    const taken = [];
    for (const until = Date.now() + forMs; Date.now() < until;) {
      const begun = performance.now();
      const { status } = await fetch(url, { method: 'POST', headers, body: bodies[taken.length % bodies.length] });
      taken.push({ status, ms: performance.now() - begun });
    }
    parentPort.postMessage(taken);
  })();`;

describe('the auth hook’s thread', () => {
  let backend: BackendUnderTest;
  let ours: TwoWorkshops;
  let port: number;
  let apiPort: number;

  beforeAll(async () => {
    port = await freePort();
    backend = await startBackend({ HOOK_PORT: String(port) });
    await backend.app.listen(0, '127.0.0.1');
    apiPort = (backend.app.getHttpServer().address() as AddressInfo).port;
    ours = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  const issued = async (pit = ours.ourPit, as = ours.staff): Promise<StreamTokenResponse> =>
    (await backend.send({ method: 'POST', url: '/api/v1/streams/token', body: { pit_id: pit }, as })).body;
  const viewing = (given: StreamTokenResponse, id: string | null = randomUUID()) =>
    JSON.stringify({
      ...{ ip: '10.0.0.1', action: 'read', protocol: 'webrtc', query: '', id, path: given.path },
      ...{ user: given.authorization.slice(7, 43), password: given.token },
    });
  const ask = async (body: string, at = port): Promise<number | string> => {
    const headers = { authorization: BASIC, connection: 'close' };
    return fetch(`http://127.0.0.1:${at}${ROUTE}`, { method: 'POST', headers, body }).then(
      ({ status }) => status,
      () => 'refused',
    );
  };
  const workerOf = (thread: HookThread) => (thread as unknown as { worker?: Worker }).worker;

  it('answers at once while the API’s event loop is held for seconds', async () => {
    const bodies = await Promise.all(Array.from({ length: 8 }, async () => viewing(await issued(), null)));
    const workerData = {
      ...{ url: `http://127.0.0.1:${port}${ROUTE}`, headers: { authorization: BASIC }, bodies },
      forMs: HELD_MS,
    };
    const asking = new Worker(ASKING, { eval: true, workerData });
    await new Promise((resolve) => asking.once('message', resolve));
    const taken = new Promise<{ status: number; ms: number }[]>((resolve) => asking.once('message', resolve));
    for (const until = Date.now() + HELD_MS; Date.now() < until;);
    const answers = await taken;
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.filter(({ status }) => status !== 204)).toEqual([]);
    const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.99)]).toBeLessThan(HELD_MS / 4);
  }, 20_000);

  it('knows a pit before a token for it is out', async () => {
    for (let number = 100; number < 130; number += 1) {
      const url = `/api/v1/workshops/${ours.ours}/pits`;
      const made = await backend.send({ method: 'POST', url, body: { number }, as: ours.owner });
      const { id } = made.body as { id: number };
      expect(await ask(viewing(await issued(id)))).toBe(204);
    }
  }, 20_000);

  it('opens one session by a token, whichever port is asked', async () => {
    const [one, other] = [await issued(), await issued()];
    expect([await ask(viewing(one)), await ask(viewing(one), apiPort)]).toEqual([204, 401]);
    expect([await ask(viewing(other), apiPort), await ask(viewing(other))]).toEqual([204, 401]);
  });

  it('serves nothing else', async () => {
    const statuses = ['/', '/api/v1/pits', '/health/live', `${ROUTE}/x`].map(
      async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
    expect((await fetch(`http://127.0.0.1:${port}${ROUTE}`, { method: 'POST', body: '{}' })).status).toBe(
      401,
    );
  });

  it('denies everything when it dies, says so, and comes back with all that it knew', async () => {
    const thread = backend.app.get(HookThread);
    const readiness = backend.app.get(Readiness);
    const [used, fresh, late] = [await issued(), await issued(), await issued()];
    expect(await ask(viewing(used))).toBe(204);
    await eventually(async () => {
      const jti = used.authorization.slice(7, 43);
      return (await backend.database.query<object[]>('SELECT 1 FROM viewing_session WHERE jti = $1', [jti]))
        .length;
    });
    expect(await readiness.missing()).not.toContain('auth-hook');

    const died = workerOf(thread);
    await died?.terminate();
    expect([await ask(viewing(fresh)), await ask(viewing(fresh), apiPort)]).toEqual(['refused', 401]);
    expect(await readiness.missing()).toContain('auth-hook');

    await eventually(async () => !(await readiness.missing()).includes('auth-hook'));
    expect(workerOf(thread)).not.toBe(died);
    expect(await ask(viewing(used))).toBe(401);
    expect(await ask(viewing(fresh))).toBe(204);
    await backend.send({ method: 'DELETE', url: `/api/v1/pits/${ours.ourPit}`, as: ours.owner });
    await eventually(async () => (await ask(viewing(late))) === 401);
  }, 30_000);

  it('fails the start when its port is taken, and says which', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port: number } = taken.address() as AddressInfo;
    const { app } = backend;
    const http = { ...app.get(HttpConfig), hookPort: number };
    const others = [app.get(MediamtxConfig), app.get(StreamsConfig), app.get(Revocations)] as const;
    const thread = new HookThread(http, ...others, new Readiness());
    thread.onStart = () => HOOK_PARTS.forEach((part) => thread.send({ kind: 'loaded', part }));
    thread.onModuleInit();
    await expect(thread.untilAnswering()).rejects.toMatchObject({ code: 'EADDRINUSE', port: number });
    await thread.stop();
    taken.close();
  });
});
