import { waitFor } from '@ppf/testing';
import { type LiveStreamList, type StreamTokenResponse, UNKNOWN_STREAM } from '@ppf/contracts';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { StreamStatusStore } from '../media-servers';
import { hashSecret } from '../platform/crypto/secrets';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { AuthHookRecord } from './auth-hook/outcomes/auth-hook-record';
import { UnwrittenSessions } from './sessions/recording/unwritten-sessions';

const HOOK_SECRET = 'hook-secret-of-the-tests';
const KEY = 'publish-key-of-the-tests-0123456789';
const ROUTE = '/api/v1/streams/validate-token';
const BASIC = `Basic ${Buffer.from(`mediamtx:${HOOK_SECRET}`).toString('base64')}`;

describe('stream tokens and the hook', () => {
  let backend: BackendUnderTest;
  let port: number;
  let ids: { workshop: number; other: number; pull: number; push: number; foreign: number };
  let staff: string;

  beforeAll(async () => {
    backend = await startBackend();
    await backend.app.listen(0, '127.0.0.1');
    port = (backend.app.getHttpServer().address() as AddressInfo).port;
    ids = await furnish();
    staff = await backend.tokenFor('staff', ids.workshop);
    await waitFor(async () => (await issue(ids.foreign, await backend.tokenFor('operator'))).status === 201);
  });
  afterAll(() => backend.stop());

  const insert = async (sql: string, values: unknown[] = []): Promise<number> =>
    ((await backend.database.query<{ id: number }[]>(`${sql} RETURNING id`, values))[0] ?? { id: 0 }).id;
  const pit = (workshop: number, number: number) =>
    insert('INSERT INTO pit (workshop_id, number) VALUES ($1, $2)', [workshop, number]);

  async function furnish() {
    const workshop = await insert(`INSERT INTO workshop (name) VALUES ('Ours')`);
    const other = await insert(`INSERT INTO workshop (name) VALUES ('Theirs')`);
    const pull = await pit(workshop, 1);
    const push = await pit(workshop, 2);
    await insert(
      `INSERT INTO camera (pit_id, kind, feed, host, port, path, transport) VALUES ($1, 'pull', 'rtsp', '192.0.2.1', 554, '/s', 'tcp')`,
      [pull],
    );
    await insert(`INSERT INTO camera (pit_id, kind, publish_key_hash) VALUES ($1, 'push', $2)`, [
      push,
      hashSecret(KEY),
    ]);
    return { workshop, other, pull, push, foreign: await pit(other, 1) };
  }

  const issue = (pitId: unknown, as?: string) =>
    backend.send({
      method: 'POST',
      url: '/api/v1/streams/token',
      body: { pit_id: pitId },
      ...(as === undefined ? {} : { as }),
    });
  const issued = async (pitId: number): Promise<StreamTokenResponse> => (await issue(pitId, staff)).body;

  /** Sends a hook request as MediaMTX v1.20.1 does. */
  async function ask(change: Record<string, unknown>, headers: Record<string, string> = {}): Promise<number> {
    const body = {
      ip: '10.0.0.1',
      user: '',
      password: '',
      action: 'read',
      path: '',
      protocol: 'webrtc',
      id: null,
      query: '',
      ...change,
    };
    return (await post(JSON.stringify(body), headers)).status;
  }
  async function post(body: string | null, headers: Record<string, string> = {}, method = 'POST') {
    const answer = await fetch(`http://127.0.0.1:${port}${ROUTE}`, {
      method,
      body,
      headers: { authorization: BASIC, 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }
  const viewing = (token: StreamTokenResponse, change: Record<string, unknown> = {}) => ({
    user: token.authorization.slice('Bearer '.length).split(':')[0],
    password: token.token,
    path: token.path,
    id: randomUUID(),
    ...change,
  });

  describe('POST /streams/token', () => {
    it('issues a token and the addresses to use it at', async () => {
      const answer = await issue(ids.pull, staff);
      const path = `workshop-${ids.workshop}/pit-1`;
      const body: StreamTokenResponse = answer.body;
      expect(answer.status).toBe(201);
      expect(body).toEqual({
        token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]{43}$/) as string,
        token_type: 'Bearer',
        authorization: expect.stringMatching(/^Bearer [0-9a-f-]{36}:eyJ[^:]+$/) as string,
        expires_in: 60,
        expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.000Z$/) as string,
        path,
        webrtc_url: `http://127.0.0.1:8889/${path}/whep`,
        hls_url: `http://127.0.0.1:8888/${path}/index.m3u8`,
        rtsp_url: `rtsp://127.0.0.1:8554/${path}?token=${body.token}`,
        hls_session: false,
        session_lease_seconds: 60,
        instant_picture: false,
        ice_servers: [],
        camera: UNKNOWN_STREAM,
      });
      expect(body.token.length).toBeLessThan(512);
    });

    it.each<[string, () => Promise<{ status: number; body: unknown }>, number, string]>([
      ['another workshop’s pit to staff', () => issue(ids.foreign, staff), 404, 'pit-not-found'],
      ['a pit that does not exist', () => issue(2_147_483_647, staff), 404, 'pit-not-found'],
      ['a pit without sign-in', () => issue(ids.pull), 401, 'not-signed-in'],
      [
        'anything for a damaged access token',
        () => issue(ids.pull, `${staff.slice(0, -4)}AAAA`),
        401,
        'not-signed-in',
      ],
      [
        'anything for a stream token',
        async () => issue(ids.pull, (await issued(ids.pull)).token),
        401,
        'not-signed-in',
      ],
      ['a pit id that is not a number', () => issue('1', staff), 422, 'validation-failed'],
    ])('refuses %s', async (_, send, status, code) => {
      expect(await send()).toMatchObject({ status, body: { code } });
    });

    it('issues tokens for any workshop’s pit to the operator', async () => {
      expect((await issue(ids.foreign, await backend.tokenFor('operator'))).status).toBe(201);
    });

    it('refuses a body that is not a JSON object, and unknown fields', async () => {
      const send = (body: unknown) =>
        backend.send({ method: 'POST', url: '/api/v1/streams/token', as: staff, body });
      expect(await send('{"pit_id":')).toMatchObject({ status: 400, body: { code: 'malformed-body' } });
      expect(await send([1])).toMatchObject({ status: 422 });
      expect(await send({ pit_id: ids.pull, act: 'publish' })).toMatchObject({
        status: 422,
        body: {
          code: 'validation-failed',
          errors: [{ field: 'act', message: 'is not a field of this request' }],
        },
      });
    });
  });

  describe('GET /streams', () => {
    it('lists the streams that exist, of the own workshop only', async () => {
      const board = backend.app.get(StreamStatusStore);
      const since = '2026-01-01T00:00:00.000Z';
      board.report(`workshop-${ids.workshop}/pit-1`, {
        ...UNKNOWN_STREAM,
        status: 'live',
        since,
        codec: 'H264',
        readers: 2,
      });
      board.report(`workshop-${ids.workshop}/pit-2`, { ...UNKNOWN_STREAM, status: 'offline', since });
      board.report(`workshop-${ids.other}/pit-1`, {
        ...UNKNOWN_STREAM,
        status: 'stalled',
        since,
        codec: 'H264',
      });
      const list = async (as: string): Promise<LiveStreamList> =>
        (await backend.send({ url: '/api/v1/streams', as })).body;
      expect(await list(staff)).toEqual({
        items: [
          {
            pit_id: ids.pull,
            workshop_id: ids.workshop,
            path: `workshop-${ids.workshop}/pit-1`,
            stream: { ...UNKNOWN_STREAM, status: 'live', since, codec: 'H264', readers: 2 },
          },
        ],
        next_cursor: null,
      });
      const all = await list(await backend.tokenFor('operator'));
      expect(all.items.map(({ pit_id }) => pit_id)).toEqual([ids.pull, ids.foreign]);
      expect((await backend.send({ url: '/api/v1/streams' })).status).toBe(401);
    });
  });

  describe('the hook', () => {
    it('admits one viewing session with a token, and answers with the status only', async () => {
      const token = await issued(ids.pull);
      const first = viewing(token);
      expect(await ask(viewing(token, { id: null }))).toBe(204);
      const answer = await post(
        JSON.stringify({ ip: '10.0.0.1', action: 'read', protocol: 'webrtc', ...first }),
      );
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect(await ask(viewing(token))).toBe(401);
      expect(await ask(first)).toBe(204);
      const refused = await post('{}');
      expect(refused).toMatchObject({ status: 401, text: '' });
      expect(refused.headers.get('content-length')).toBe('0');
      expect(refused.headers.get('www-authenticate')).toBeNull();
    });

    it('refuses a token for another path and an access token', async () => {
      const token = await issued(ids.pull);
      expect(await ask(viewing(token, { path: `workshop-${ids.workshop}/pit-2` }))).toBe(401);
      expect(await ask({ user: 'x', password: staff, path: token.path })).toBe(401);
    });

    it('admits a camera with its key, at its path only', async () => {
      const publish = { action: 'publish', protocol: 'rtsp', user: 'cam', password: KEY, id: randomUUID() };
      expect(await ask({ ...publish, path: `workshop-${ids.workshop}/pit-2` })).toBe(204);
      expect(await ask({ ...publish, path: `workshop-${ids.workshop}/pit-1` })).toBe(401);
      expect(await ask({ ...publish, path: `workshop-${ids.workshop}/pit-2`, password: `${KEY}x` })).toBe(
        401,
      );
      expect(await ask({ ...publish, path: `workshop-${ids.workshop}/pit-2`, user: '', password: '' })).toBe(
        401,
      );
    });

    it.each<[string, Record<string, string>]>([
      ['no secret', { authorization: '' }],
      ['another secret', { authorization: `Basic ${Buffer.from('mediamtx:other').toString('base64')}` }],
      ['another user', { authorization: `Basic ${Buffer.from(`other:${HOOK_SECRET}`).toString('base64')}` }],
      ['the secret as a Bearer token', { authorization: `Bearer ${HOOK_SECRET}` }],
    ])('refuses a caller with %s', async (_, headers) => {
      const token = await issued(ids.pull);
      expect(await ask(viewing(token), headers)).toBe(401);
      expect(await ask(viewing(token))).toBe(204);
    });

    it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
      const answer = await post(method === 'GET' ? null : '{}', {}, method);
      expect(answer).toMatchObject({ status: 401, text: '' });
    });

    it.each([
      ['an empty body', ''],
      ['broken JSON', '{"ip":'],
      ['a list', '[]'],
      ['bytes that are not UTF-8 text', '\u0000\uFFFD'],
      ['wrong types', '{"ip":1,"action":{},"path":[]}'],
      ['a prototype', '{"__proto__":{"action":"read"},"ip":"1","path":"p"}'],
      ['200 kB', JSON.stringify({ ip: '1', action: 'read', path: 'p', query: 'x'.repeat(200_000) })],
    ])('refuses %s', async (_, body) => {
      expect(await post(body)).toMatchObject({ status: 401, text: '' });
    });

    it('survives callers that disconnect in the middle', async () => {
      const head = `POST ${ROUTE} HTTP/1.1\r\nHost: x\r\nAuthorization: ${BASIC}\r\nContent-Length: 500\r\n\r\n{"ip":`;
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const socket = connect(port, '127.0.0.1');
          socket.on('error', () => undefined);
          socket.write(index % 2 ? head : head.slice(0, 40));
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (index % 4 < 2) socket.resetAndDestroy();
          else socket.destroy();
        }),
      );
      expect(await ask(viewing(await issued(ids.pull)))).toBe(204);
    });

    it('answers a body in several chunks, and several requests on one connection', async () => {
      const token = await issued(ids.pull);
      const body = JSON.stringify({ ip: '1', action: 'read', protocol: 'webrtc', ...viewing(token) });
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = httpRequest(
          { port, host: '127.0.0.1', path: ROUTE, method: 'POST', headers: { authorization: BASIC } },
          (answer) => resolve(answer.resume().statusCode),
        );
        outgoing.on('error', reject);
        for (const character of body.match(/.{1,100}/gs) ?? []) outgoing.write(character);
        outgoing.end();
      });
      expect(status).toBe(204);
      const answer = await post(body);
      expect(answer.headers.get('keep-alive')).toMatch(/timeout=(9[1-9]|[1-9]\d\d)/);
    });

    it('records new viewing sessions and denials, without secrets', async () => {
      const record = backend.app.get(AuthHookRecord);
      const unwritten = backend.app.get(UnwrittenSessions);
      unwritten.takeBegun();
      // The recorder takes them four times per second, possibly between two of these calls.
      const taken = jest.spyOn(unwritten, 'takeBegun');
      const token = await issued(ids.pull);
      const session = viewing(token);
      for (const change of [{ id: null }, {}, {}]) await ask({ ...session, ...change });
      await ask({ ...session, id: randomUUID() });
      // Recorded after the response, by another thread, in the order of the responses.
      await waitFor(() => record.lastDenialOn(token.path, 'read')?.reason === 'token-spent');
      unwritten.takeBegun();
      const begun = taken.mock.results.flatMap(({ value }) => value as object[]);
      taken.mockRestore();
      expect(begun.filter((each) => (each as { jti: string }).jti === session.user)).toMatchObject([
        {
          pitId: ids.pull,
          protocol: 'webrtc',
          address: '10.0.0.1',
          sessionId: session.id,
          jti: session.user,
        },
      ]);
      expect(record.lastDenialOn(token.path, 'read')).toMatchObject({
        reason: 'token-spent',
        action: 'read',
      });
    });
  });

  describe('follows the database', () => {
    const path = (number: number) => `workshop-${ids.workshop}/pit-${number}`;
    const publish = (number: number) =>
      ask({ action: 'publish', protocol: 'rtsp', user: 'cam', password: KEY, path: path(number) });
    const addPush = async (number: number) => {
      const id = await pit(ids.workshop, number);
      await insert(`INSERT INTO camera (pit_id, kind, publish_key_hash) VALUES ($1, 'push', $2)`, [
        id,
        hashSecret(KEY),
      ]);
      return id;
    };

    it('admits a new camera, and denies its old key and then its removed key', async () => {
      const id = await addPush(30);
      await waitFor(async () => (await publish(30)) === 204);
      await backend.database.query('UPDATE camera SET publish_key_hash = $2 WHERE pit_id = $1', [
        id,
        hashSecret('new'),
      ]);
      await waitFor(async () => (await publish(30)) === 401);
      await backend.database.query('UPDATE camera SET publish_key_hash = $2 WHERE pit_id = $1', [
        id,
        hashSecret(KEY),
      ]);
      await waitFor(async () => (await publish(30)) === 204);
      await backend.database.query('DELETE FROM pit WHERE id = $1', [id]);
      await waitFor(async () => (await publish(30)) === 401);
    });

    it('denies a token whose pit was deleted after it was issued', async () => {
      const id = await pit(ids.workshop, 31);
      await waitFor(async () => (await issue(id, staff)).status === 201);
      const token = await issued(id);
      expect(await ask(viewing(token, { id: null }))).toBe(204);
      await backend.database.query('DELETE FROM pit WHERE id = $1', [id]);
      await waitFor(async () => (await ask(viewing(token, { id: null }))) === 401);
    });

    it('loads changes that it missed during a lost connection', async () => {
      await backend.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'ppf-backend-listen' AND datname = current_database()`,
      );
      await addPush(32);
      await waitFor(async () => (await publish(32)) === 204);
    });
  });

  it('issues a token for a new pit before its notification has arrived', async () => {
    const admin = await backend.tokenFor('operator');
    await backend.database.query('ALTER TABLE pit DISABLE TRIGGER USER');
    try {
      const made = await pit(ids.other, 77);
      expect((await issue(made, staff)).body).toMatchObject({ code: 'pit-not-found' });
      expect(await issue(made, admin)).toMatchObject({ status: 201, body: { path: expect.any(String) } });
      expect((await issue(made + 1, admin)).body).toMatchObject({ code: 'pit-not-found' });
      await insert('DELETE FROM pit WHERE id = $1', [made]);
    } finally {
      await backend.database.query('ALTER TABLE pit ENABLE TRIGGER USER');
    }
  });

  it('writes no token, key or secret to the log', () => {
    const log = backend.log.join('\n');
    expect(log.length).toBeGreaterThan(0);
    for (const secret of [KEY, HOOK_SECRET, staff, 'stream-token-secret-of-the-tests'])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  });
});
