import { waitFor } from '@ppf/testing';
import {
  type PublishKey,
  type StreamKeySet,
  type StreamTokenResponse,
  type ViewingSession,
  type ViewingSessionList,
} from '@ppf/contracts';
import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { CameraEntity } from '../pits';
import { ed25519Jwk } from '../platform/crypto/public-jwk';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { ReadStreamKeys } from './tokens/read-stream-keys';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const KEY = generateKeyPairSync('ed25519').privateKey.export(pem).toString();
const BEFORE = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString();
const JWKS = '/api/v1/streams/jwks.json';

describe('JWT mode', () => {
  let backend: BackendUnderTest;
  let ours: TwoWorkshops;
  let mediaServer: Server;
  const asked: string[] = [];
  /** The WebRTC sessions that it lists. */
  const watching: { readonly id: string; readonly [field: string]: unknown }[] = [];

  beforeAll(async () => {
    mediaServer = createServer((request, response) => {
      const address = request.url?.split('?')[0] ?? '';
      asked.push(`${request.method} ${address}`);
      const kicked = watching.findIndex(({ id }) => address.endsWith(`/kick/${id}`));
      if (kicked >= 0) watching.splice(kicked, 1);
      const items = address.endsWith('/webrtcsessions/list') ? watching : [];
      response.end(JSON.stringify({ version: 'v1.20.1', pageCount: 1, items }));
    });
    await new Promise<void>((done) => mediaServer.listen(0, '127.0.0.1', done));
    const { port } = mediaServer.address() as AddressInfo;
    backend = await startBackend({
      MEDIAMTX_AUTH: 'jwt',
      MEDIAMTX_API_PORT: String(port),
      STREAM_TOKEN_KEY: KEY,
      STREAM_TOKEN_KEY_PREVIOUS: BEFORE,
    });
    ours = await makeTwoWorkshops(backend);
  });
  afterAll(async () => {
    await backend.stop();
    mediaServer.closeAllConnections();
    await new Promise((done) => mediaServer.close(done));
  });

  const keys = async (): Promise<StreamKeySet['keys']> =>
    ((await backend.send({ url: JWKS })).body as StreamKeySet).keys;
  const push = () =>
    backend.send({
      method: 'PUT',
      url: `/api/v1/pits/${ours.ourPit}/camera`,
      body: { kind: 'push' },
      as: ours.owner,
    });
  const makeKey = async (): Promise<PublishKey> => {
    const url = `/api/v1/pits/${ours.ourPit}/publish-key`;
    return (await backend.send({ method: 'POST', url, body: {}, as: ours.owner })).body;
  };

  it('publishes the signing key and the previous key without sign-in, and nothing private', async () => {
    const answer = await backend.send({ url: JWKS });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/json') as string,
      'cache-control': 'public, no-cache',
    });
    const { keys: published } = answer.body as StreamKeySet;
    expect(published.map(({ kty, crv }) => `${kty} ${crv}`)).toEqual(['OKP Ed25519', 'EC P-256']);
    expect(answer.text).not.toMatch(/"d"/);
  });

  it('answers 304 for the current ETag', async () => {
    const { headers } = await backend.send({ url: JWKS });
    const again = await backend.send({ url: JWKS, headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('issues stream tokens for a published key, with an address that every release accepts', async () => {
    // The media server gets the path of a new pit with a delay.
    const body = await waitFor(async () => {
      const answer = await backend.send({
        method: 'POST',
        url: '/api/v1/streams/token',
        body: { pit_id: ours.ourPit },
        as: ours.staff,
      });
      return answer.status === 201 ? (answer.body as StreamTokenResponse) : undefined;
    });
    const { token, authorization, rtsp_url } = body;
    const claims = await checked(token);
    expect(claims).toMatchObject({
      mediamtx_permissions: [{ action: 'read', path: `workshop-${ours.ours}/pit-1` }],
    });
    expect(authorization).toBe(`Bearer ${claims['sub'] as string}:${token}`);
    expect(rtsp_url).toMatch(/\?jwt=eyJ/);
    expect(token.length).toBeLessThan(512);
  });

  it('issues a publish key with its own published key, until it is replaced', async () => {
    await push();
    const first = await makeKey();
    expect(first.publish_url).toMatch(/^rtsp:\/\/127\.0\.0\.1:8554\/workshop-\d+\/pit-1\?jwt=eyJ/);
    expect(first.publish_url_with_query).toBe(first.publish_url);
    expect(first.publish_url.length).toBeLessThan(600);
    expect(await checked(first.key)).toEqual({
      iss: 'ppf-monitoring',
      aud: 'mediamtx',
      sub: `pit-${ours.ourPit}`,
      mediamtx_permissions: [
        { action: 'publish', path: `workshop-${ours.ours}/pit-1` },
        { action: 'publish', path: `workshop-${ours.ours}/pit-1/sub` },
      ],
    });
    const second = await makeKey();
    await expect(checked(first.key)).rejects.toThrow('no key');
    expect(await checked(second.key)).toBeDefined();
    expect(await keys()).toHaveLength(3);
  });

  it('makes the media server reload the keys, at startup and after such a change', async () => {
    const refreshes = () => asked.filter((call) => call === 'POST /v3/auth/jwks/refresh').length;
    await waitFor(() => refreshes() >= 1);
    const before = refreshes();
    await makeKey();
    await waitFor(() => refreshes() > before);
  });

  it('removes the key of a camera that no longer pushes, also when it pushes again', async () => {
    await makeKey();
    const url = `/api/v1/pits/${ours.ourPit}/camera`;
    const pull = { kind: 'pull', url: 'rtsp://192.168.7.9/s' };
    await backend.send({ method: 'PUT', url, body: pull, as: ours.owner });
    expect(await keys()).toHaveLength(2);
    await push();
    expect(await keys()).toHaveLength(2);
  });

  it('removes the key of a camera while it is paused', async () => {
    await makeKey();
    const pause = (paused: boolean) =>
      backend.database.query('UPDATE camera SET paused = $1 WHERE pit_id = $2', [paused, ours.ourPit]);
    await pause(true);
    expect(await keys()).toHaveLength(2);
    await pause(false);
    expect(await keys()).toHaveLength(3);
  });

  it.each([
    ['publishing without a key', { allow_list: ['192.168.7.9'] }, 'allow_list'],
    ['re-encoding', { transcode: true }, 'transcode'],
  ])('refuses %s', async (_, setting, field) => {
    const url = `/api/v1/pits/${ours.ourPit}/camera`;
    const answer = await backend.send({
      method: 'PUT',
      url,
      body: { kind: 'push', ...setting },
      as: ours.owner,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-in-jwt-mode', errors: [{ field }] } });
  });

  it('creates no more publish keys than the media server reads', async () => {
    const count = jest.spyOn(backend.database.getRepository(CameraEntity), 'countBy').mockResolvedValue(1200);
    try {
      const url = `/api/v1/pits/${ours.ourPit}/publish-key`;
      const answer = await backend.send({ method: 'POST', url, body: {}, as: ours.owner });
      expect(answer).toMatchObject({ status: 409, body: { code: 'too-many-publish-keys' } });
    } finally {
      count.mockRestore();
    }
    const one = JSON.stringify(await ed25519Jwk(Buffer.alloc(32, 1)));
    // MediaMTX reads 128 KiB from v1.18.0 on, two signing keys included.
    expect((1200 + 1) * (one.length + 1)).toBeLessThan(128 * 1024 - 1000);
  });

  it('still answers a media server that calls the hook', async () => {
    const { body } = await backend.send({
      method: 'POST',
      url: '/api/v1/streams/token',
      body: { pit_id: ours.ourPit },
      as: ours.staff,
    });
    const { token, authorization, path } = body as StreamTokenResponse;
    const [jti] = authorization.slice('Bearer '.length).split(':');
    const hook = async (change: object) => {
      const { status } = await fetch(`${await listening()}/api/v1/streams/validate-token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from('mediamtx:hook-secret-of-the-tests').toString('base64')}`,
        },
        body: JSON.stringify({
          ...{ ip: '10.0.0.1', user: jti, password: token, action: 'read', path, protocol: 'hls', id: null },
          ...change,
        }),
      });
      return status;
    };
    expect(await hook({})).toBe(204);
    expect(await hook({ path: 'workshop-9/pit-9' })).toBe(401);
    const { key } = await makeKey();
    const publish = { action: 'publish', user: '', password: '', protocol: 'rtsp', path };
    expect(await waitFor(async () => (await hook({ ...publish, query: `jwt=${key}` })) === 204)).toBe(true);
    expect(await hook({ ...publish, query: `jwt=${key.slice(0, -2)}` })).toBe(401);
    // Admitted twice, at its issue and by the hook, within one batch: it is recorded once and blocks no other session.
    const recorded = () =>
      backend.database.query<object[]>('SELECT FROM viewing_session WHERE jti = $1', [jti]);
    await waitFor(async () => (await recorded()).length === 1);
  });

  describe('a viewing session', () => {
    const issue = async (): Promise<StreamTokenResponse> =>
      (
        await backend.send({
          method: 'POST',
          url: '/api/v1/streams/token',
          body: { pit_id: ours.ourPit },
          as: ours.staff,
          headers: { 'user-agent': 'Player/1' },
        })
      ).body;
    /** Connects with a token, as MediaMTX v1.17.0 and later list it. */
    const watch = ({ authorization, path }: StreamTokenResponse): string => {
      const id = randomUUID();
      const created = new Date().toISOString();
      const seen = { state: 'read', remoteAddr: '10.0.0.9:5000', bytesSent: 5000 };
      watching.push({ id, user: authorization.slice(7, 43), path, created, ...seen });
      return id;
    };
    const active = async (): Promise<ViewingSession[]> =>
      (
        (await backend.send({ url: '/api/v1/streams/sessions?active=true', as: ours.owner }))
          .body as ViewingSessionList
      ).items;
    const session = (): Promise<ViewingSession> =>
      waitFor(async () => (await active()).find(({ bytes_sent }) => bytes_sent > 0));
    beforeEach(async () => {
      watching.length = 0;
      await waitFor(async () => (await active()).length === 0);
    });

    it('has its viewer from the issue of its token on, and its bytes from the media server', async () => {
      watch(await issue());
      expect(await session()).toMatchObject({
        viewer: { kind: 'user', name: 'staff' },
        protocol: 'webrtc',
        user_agent: 'Player/1',
        bytes_sent: 5000,
      });
    });

    it('that was ended is disconnected each time its viewer reconnects with the token', async () => {
      const given = await issue();
      const first = watch(given);
      const { id } = await session();
      const url = `/api/v1/streams/sessions/${id}/revocation`;
      expect(await backend.send({ method: 'POST', url, as: ours.owner })).toMatchObject({
        status: 200,
        body: { end_reason: 'ended-by-owner' },
      });
      const wasKicked = (session: string) => asked.includes(`POST /v3/webrtcsessions/kick/${session}`);
      expect(wasKicked(first)).toBe(true);
      const second = watch(given);
      await waitFor(() => wasKicked(second));
    });

    it('that never appears at the media server is never listed as active, and ends', async () => {
      await issue();
      const newest = async () =>
        (
          await backend.database.query<{ end_reason: string | null }[]>(
            'SELECT end_reason FROM viewing_session ORDER BY id DESC LIMIT 1',
          )
        )[0];
      const listed: ViewingSession[] = [];
      await waitFor(async () => {
        listed.push(...(await active()));
        return (await newest())?.end_reason === 'never-began';
      });
      expect(listed).toEqual([]);
    });
  });

  it('returns the mode to the dashboard', async () => {
    const { body } = await backend.send({ url: '/api/v1/system', as: ours.staff });
    expect(body).toMatchObject({ media_server: { auth: 'jwt' } });
  });

  it('answers from memory while the database is unavailable, and with an empty body before the first load', async () => {
    const known = await keys();
    const query = jest.spyOn(backend.database, 'query').mockRejectedValue(new Error('away'));
    try {
      expect(await keys()).toEqual(known);
      Object.assign(backend.app.get(ReadStreamKeys), { last: undefined });
      const { status, text } = await backend.send({ url: JWKS });
      // MediaMTX would keep any JSON object for an hour, as a set without keys.
      expect([status, text]).toEqual([503, '']);
    } finally {
      query.mockRestore();
    }
  });

  it('writes no token and no private key to the log', () => {
    const log = backend.log.join('\n');
    expect(log).not.toMatch(/eyJ[\w-]{10,}\./);
    expect(log).not.toContain(KEY.split('\n')[1]);
  });

  /** The claims of a token that is signed by a published key. */
  async function checked(token: string): Promise<Record<string, unknown>> {
    const [header = '', claims = '', signature = ''] = token.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    const jwk = (await keys()).find((key) => key.kid === kid);
    if (!jwk) throw new Error('no key');
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const text = Buffer.from(`${header}.${claims}`);
    if (!verify(null, text, key, Buffer.from(signature, 'base64url'))) throw new Error('forged');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  }

  let origin: string | undefined;
  async function listening(): Promise<string> {
    if (!origin) {
      await backend.app.listen(0, '127.0.0.1');
      origin = `http://127.0.0.1:${(backend.app.getHttpServer().address() as AddressInfo).port}`;
    }
    return origin;
  }
});
