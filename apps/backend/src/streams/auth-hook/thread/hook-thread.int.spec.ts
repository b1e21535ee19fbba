import { waitFor } from '@ppf/testing';
import { type StreamTokenResponse } from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { HttpConfig } from '../../../config/http.config';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { StreamsConfig } from '../../../config/streams.config';
import { Readiness } from '../../../platform/observability/readiness';
import { type BackendUnderTest, startBackend } from '../../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../../testing/two-workshops';
import { Revocations } from '../../sessions/admission/revocations';
import { StreamTokenSigner } from '../../tokens/stream-token-signer';
import { HOOK_PARTS } from '../worker/hook-messages';
import { HookThread } from './hook-thread';

const ROUTE = '/api/v1/streams/validate-token';
const BASIC = `Basic ${Buffer.from('mediamtx:hook-secret-of-the-tests').toString('base64')}`;
/** Milliseconds that the API's event loop is blocked. */
const BLOCKED_MS = 1500;
/** Sends hook requests one after the other from its own thread and measures how long each takes. */
const CALLER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { url, headers, bodies, forMs } = workerData;
  (async () => {
    await fetch(url, { method: 'POST', headers, body: bodies[0] });
    parentPort.postMessage('calling');
    const taken = [];
    for (const until = Date.now() + forMs; Date.now() < until;) {
      const begun = performance.now();
      const { status } = await fetch(url, { method: 'POST', headers, body: bodies[taken.length % bodies.length] });
      taken.push({ status, ms: performance.now() - begun });
    }
    parentPort.postMessage(taken);
  })();`;

describe('HookThread', () => {
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

  const issueToken = async (pit = ours.ourPit, as = ours.staff): Promise<StreamTokenResponse> =>
    (await backend.send({ method: 'POST', url: '/api/v1/streams/token', body: { pit_id: pit }, as })).body;
  const readRequest = (given: StreamTokenResponse, id: string | null = randomUUID()) =>
    JSON.stringify({
      ...{ ip: '10.0.0.1', action: 'read', protocol: 'webrtc', query: '', id, path: given.path },
      ...{ user: given.authorization.slice(7, 43), password: given.token },
    });
  const callHook = async (body: string, at = port): Promise<number | string> => {
    const headers = { authorization: BASIC, connection: 'close' };
    return fetch(`http://127.0.0.1:${at}${ROUTE}`, { method: 'POST', headers, body }).then(
      ({ status }) => status,
      () => 'refused',
    );
  };
  const workerOf = (thread: HookThread) => (thread as unknown as { worker?: Worker }).worker;

  it('answers without delay while the API’s event loop is blocked for seconds', async () => {
    const bodies = await Promise.all(
      Array.from({ length: 8 }, async () => readRequest(await issueToken(), null)),
    );
    const workerData = {
      ...{ url: `http://127.0.0.1:${port}${ROUTE}`, headers: { authorization: BASIC }, bodies },
      forMs: BLOCKED_MS,
    };
    const caller = new Worker(CALLER, { eval: true, workerData });
    await new Promise((resolve) => caller.once('message', resolve));
    const taken = new Promise<{ status: number; ms: number }[]>((resolve) => caller.once('message', resolve));
    for (const until = Date.now() + BLOCKED_MS; Date.now() < until;);
    const answers = await taken;
    // The blocked event loop would answer one request, after the block.
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(({ status }) => status !== 204)).toEqual([]);
    const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(BLOCKED_MS / 4);
  });

  it('admits a viewer of a new pit as soon as its token is returned', async () => {
    for (let number = 100; number < 130; number += 1) {
      const url = `/api/v1/workshops/${ours.ours}/pits`;
      const created = await backend.send({ method: 'POST', url, body: { number }, as: ours.owner });
      const { id } = created.body as { id: number };
      expect(await callHook(readRequest(await issueToken(id)))).toBe(204);
    }
  });

  it('opens one viewing session by a token, whichever port is called', async () => {
    const [one, other] = [await issueToken(), await issueToken()];
    expect([await callHook(readRequest(one)), await callHook(readRequest(one), apiPort)]).toEqual([204, 401]);
    expect([await callHook(readRequest(other), apiPort), await callHook(readRequest(other))]).toEqual([
      204, 401,
    ]);
  });

  it('serves no other route', async () => {
    const statuses = ['/', '/api/v1/pits', '/health/live', `${ROUTE}/x`].map(
      async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
    expect((await fetch(`http://127.0.0.1:${port}${ROUTE}`, { method: 'POST', body: '{}' })).status).toBe(
      401,
    );
  });

  it('denies everything after it ended, reports not ready, and restores its state after the restart', async () => {
    const thread = backend.app.get(HookThread);
    const readiness = backend.app.get(Readiness);
    const [used, fresh, late] = [await issueToken(), await issueToken(), await issueToken()];
    expect(await callHook(readRequest(used))).toBe(204);
    await waitFor(async () => {
      const jti = used.authorization.slice(7, 43);
      return (await backend.database.query<object[]>('SELECT 1 FROM viewing_session WHERE jti = $1', [jti]))
        .length;
    });
    expect(await readiness.missing()).not.toContain('auth-hook');

    const ended = workerOf(thread);
    await ended?.terminate();
    expect([await callHook(readRequest(fresh)), await callHook(readRequest(fresh), apiPort)]).toEqual([
      'refused',
      401,
    ]);
    expect(await readiness.missing()).toContain('auth-hook');

    await waitFor(async () => !(await readiness.missing()).includes('auth-hook'));
    expect(workerOf(thread)).not.toBe(ended);
    expect(await callHook(readRequest(used))).toBe(401);
    expect(await callHook(readRequest(fresh))).toBe(204);
    await backend.send({ method: 'DELETE', url: `/api/v1/pits/${ours.ourPit}`, as: ours.owner });
    await waitFor(async () => (await callHook(readRequest(late))) === 401);
  });

  it('fails to start when its port is in use, and names the port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port: number } = taken.address() as AddressInfo;
    const { app } = backend;
    const http = { ...app.get(HttpConfig), hookPort: number };
    const others = [
      app.get(MediamtxConfig),
      app.get(StreamsConfig),
      app.get(StreamTokenSigner),
      app.get(Revocations),
    ] as const;
    const thread = new HookThread(http, ...others, new Readiness());
    thread.onStart = () => HOOK_PARTS.forEach((part) => thread.send({ kind: 'loaded', part }));
    thread.onModuleInit();
    await expect(thread.untilAnswering()).rejects.toMatchObject({ code: 'EADDRINUSE', port: number });
    await thread.stop();
    taken.close();
  });
});
