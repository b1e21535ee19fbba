import { startSamplePublisher, type SamplePublisher } from '@ppf/sample-cameras';
import { serverLaunchers } from './server-launchers';
import { basic, send } from './http-request';
import { KeyServer } from './key-server';
import { untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';
import { WhepViewer } from './whep-viewer';

const PATH = 'workshop-1/pit-1';
const CLAIM = 'mediamtx_permissions';
const permission = (action: string, path?: string) => ({
  [CLAIM]: [path === undefined ? { action } : { action, path }],
});
const seconds = () => Math.floor(Date.now() / 1000);
const viewer = (change: object = {}) => ({
  sub: 'viewer-7',
  exp: seconds() + 60,
  ...permission('read', PATH),
  ...change,
});
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Credentials of a viewer, by the name of the recorded entry. */
type Credentials = (keys: KeyServer) => { headers?: Record<string, string>; query?: string };
const VIEWERS: [key: string, credentials: Credentials][] = [
  ['whep_bearer_ES256', (keys) => ({ headers: bearer(keys.token(viewer(), 'ES256')) })],
  ['whep_bearer_EdDSA', (keys) => ({ headers: bearer(keys.token(viewer())) })],
  ['whep_bearer_RS256', (keys) => ({ headers: bearer(keys.token(viewer(), 'RS256')) })],
  ['whep_bearer_user_colon_jwt', (keys) => ({ headers: bearer(`jti-1:${keys.token(viewer())}`) })],
  ['whep_basic_password', (keys) => ({ headers: basic('any', keys.token(viewer())) })],
  ['whep_query_jwt', (keys) => ({ query: `?jwt=${keys.token(viewer())}` })],
  ['whep_query_token', (keys) => ({ query: `?token=${keys.token(viewer())}` })],
  ['whep_none', () => ({})],
  ['whep_expired', (keys) => ({ headers: bearer(keys.token(viewer({ exp: seconds() - 1 }))) })],
  ['whep_no_exp', (keys) => ({ headers: bearer(keys.token(viewer({ exp: undefined }))) })],
  ['whep_no_kid', (keys) => ({ headers: bearer(keys.token(viewer(), null)) })],
  [
    'whep_other_path',
    (keys) => ({ headers: bearer(keys.token(viewer(permission('read', 'workshop-1/pit-2')))) }),
  ],
  [
    'whep_regex_path',
    (keys) => ({ headers: bearer(keys.token(viewer(permission('read', '~^workshop-1/pit-[0-9]+$')))) }),
  ],
  [
    'whep_claim_as_string',
    (keys) => ({
      headers: bearer(keys.token(viewer({ [CLAIM]: JSON.stringify([{ action: 'read', path: PATH }]) }))),
    }),
  ],
  ['whep_claim_missing', (keys) => ({ headers: bearer(keys.token(viewer({ [CLAIM]: undefined }))) })],
];
/** Not recorded: both servers deny these. */
const REFUSED: [name: string, credentials: Credentials][] = [
  ['a key that is not published', (keys) => ({ headers: bearer(keys.token(viewer(), 'unknown', 'EdDSA')) })],
  ['another key’s signature', (keys) => ({ headers: bearer(keys.token(viewer(), 'ES256', 'EdDSA')) })],
  ['another action', (keys) => ({ headers: bearer(keys.token(viewer(permission('publish', PATH)))) })],
  [
    'a token that is not valid yet',
    (keys) => ({ headers: bearer(keys.token(viewer({ nbf: seconds() + 9 }))) }),
  ],
  [
    'a permission with an unknown field',
    (keys) => ({
      headers: bearer(keys.token(viewer({ [CLAIM]: [{ action: 'read', path: PATH, id: 1 }] }))),
    }),
  ],
  ['an unsigned token', (keys) => ({ headers: bearer(unsigned(keys.token(viewer()))) })],
];

describe.each(serverLaunchers())('JWT mode of $name', (launcher) => {
  const keys = new KeyServer();
  let server: ServerUnderTest;
  let camera: SamplePublisher;
  let offer: string;
  const jwt = (claims: object, kid?: string) => keys.token(claims, kid);
  const publishing = (key: string, token: string) =>
    startSamplePublisher({
      url: `rtsp://127.0.0.1:${server.ports.rtsp}/${PATH}?${key}=${token}`,
      clip: 'push',
    });

  beforeAll(async () => {
    const url = `http://127.0.0.1:${await keys.start()}/jwks.json`;
    server = await launcher.start(0, { auth: `authMethod: jwt\nauthJWTJWKS: ${url}\n` });
    offer = await WhepViewer.offer();
    camera = await publishing('jwt', jwt(permission('publish', PATH)));
    const api = bearer(jwt(permission('api')));
    await untilPath(server, PATH, ({ ready }) => ready, api);
  });
  afterAll(async () => {
    await camera.stop();
    await server.stop();
    await keys.stop();
  });

  async function requestSession(credentials: Credentials) {
    const { headers = {}, query = '' } = credentials(keys);
    const {
      status,
      body,
      headers: answered,
    } = await send(server.ports.webrtc, `/${PATH}/whep${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', ...headers },
      body: offer,
    });
    if (status === 201) await send(server.ports.webrtc, String(answered.location), { method: 'DELETE' });
    return status === 201 ? status : { status, error: (body as { error: string }).error };
  }

  it('responds to viewers as recorded, for every way to send the token', async () => {
    const seen = await Promise.all(
      VIEWERS.map(async ([key, credentials]) => [key, await requestSession(credentials)]),
    );
    expect(seen).toEqual(VIEWERS.map(([key]) => [key, recorded('jwt_mode', key)]));
  });

  it('denies tokens without a published key or permission', async () => {
    const seen = await Promise.all(
      REFUSED.map(async ([name, credentials]) => [name, await requestSession(credentials)]),
    );
    const refused = { status: 401, error: 'authentication error' };
    expect(seen).toEqual(REFUSED.map(([name]) => [name, refused]));
  });

  it('accepts a publisher’s token in the query with both names', async () => {
    for (const key of ['jwt', 'token']) {
      await camera.stop();
      camera = await publishing(key, jwt(permission('publish', PATH)));
      expect(recorded('jwt_mode', `rtsp_publish_query_${key}`)).toBe('accepted');
    }
    await expect(publishing('jwt', jwt(permission('read', PATH)))).rejects.toThrow();
    await untilPath(server, PATH, ({ ready }) => ready, bearer(jwt(permission('api'))));
  });

  it.each<[key: string, query: (token: string) => string, header: (token: string) => Record<string, string>]>(
    [
      ['hls_bearer', () => '', bearer],
      ['hls_query_jwt', (token) => `?jwt=${token}`, () => ({})],
      ['hls_query_token', (token) => `?token=${token}`, () => ({})],
    ],
  )('answers HLS as recorded: %s', async (key, query, header) => {
    const token = jwt(viewer());
    const getHls = (path: string) => send(server.ports.hls, path, { headers: header(token) });
    let answer = await getHls(`/${PATH}/index.m3u8${query(token)}`);
    if (answer.status === 302) answer = await getHls(`${String(answer.headers.location)}`);
    expect(answer.status).toBe(recorded('jwt_mode', key));
  });

  it('protects the Control API if nothing is excluded', async () => {
    const list = (headers: Record<string, string>) => send(server.ports.api, '/v3/paths/list', { headers });
    expect((await list({})).status).toBe(recorded('jwt_mode', 'api_from_loopback_without_token'));
    expect((await list(bearer(jwt(permission('api'))))).status).toBe(
      recorded('jwt_mode', 'api_bearer_with_api_permission'),
    );
  });

  it('lists the token’s sub as the session’s user', async () => {
    const watching = await WhepViewer.watch(server.ports.webrtc, PATH, bearer(`jti-1:${jwt(viewer())}`));
    try {
      const headers = bearer(jwt(permission('api')));
      const { body } = await send(server.ports.api, '/v3/webrtcsessions/list', { headers });
      const shown = (body as { items: { user: string; query: string }[] }).items.map(({ user, query }) => ({
        user,
        query,
      }));
      expect(shown).toEqual(recorded('jwt_mode', 'session_in_api'));
    } finally {
      watching.stop();
    }
  });

  it('has fetched the keys once until here', () => {
    expect(keys.fetches).toBe(recorded('jwt_mode', 'jwks_fetches'));
  });

  it('applies added and removed keys after a refresh, not before', async () => {
    const refresh = () =>
      send(server.ports.api, '/v3/auth/jwks/refresh', {
        method: 'POST',
        headers: bearer(jwt(permission('api'))),
      });
    keys.add('later', 'EdDSA');
    const credentials: Credentials = () => ({ headers: bearer(jwt(viewer(), 'later')) });
    expect(await requestSession(credentials)).toMatchObject({ status: 401 });
    expect(await refresh()).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await requestSession(credentials)).toBe(201);
    const token = jwt(viewer(), 'later');
    keys.remove('later');
    expect(await requestSession(() => ({ headers: bearer(token) }))).toBe(201);
    await refresh();
    expect(await requestSession(() => ({ headers: bearer(token) }))).toMatchObject({ status: 401 });
  });

  it('discards a response that is not JSON, and caches any JSON object as a set without keys', async () => {
    const api = bearer(jwt(permission('api')));
    const good: Credentials = () => ({ headers: bearer(jwt(viewer())) });
    await send(server.ports.api, '/v3/auth/jwks/refresh', { method: 'POST', headers: api });
    keys.broken = { status: 503, body: '' };
    expect(await requestSession(good)).toMatchObject({ status: 401 });
    keys.broken = null;
    expect(await requestSession(good)).toBe(201);
    await send(server.ports.api, '/v3/auth/jwks/refresh', { method: 'POST', headers: api });
    keys.broken = { status: 503, body: '{"type":"about:blank","status":503}' };
    expect(await requestSession(good)).toMatchObject({ status: 401 });
    keys.broken = null;
    expect(await requestSession(good)).toMatchObject({ status: 401 });
  });
});

function unsigned(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}
