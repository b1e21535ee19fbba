import { startSamplePublisher, type SamplePublisher } from '@ppf/sample-cameras';
import { contenders } from './contenders';
import { basic, send } from './http-request';
import { KeyServer } from './key-server';
import { untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';
import { WhepViewer } from './whep-viewer';

const PATH = 'workshop-1/pit-1';
const CLAIM = 'mediamtx_permissions';
const may = (action: string, path?: string) => ({
  [CLAIM]: [path === undefined ? { action } : { action, path }],
});
const seconds = () => Math.floor(Date.now() / 1000);
const viewer = (change: object = {}) => ({
  sub: 'viewer-7',
  exp: seconds() + 60,
  ...may('read', PATH),
  ...change,
});
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** How a viewer comes, by the name of the recorded entry. */
type Coming = (keys: KeyServer) => { headers?: Record<string, string>; query?: string };
const VIEWERS: [key: string, coming: Coming][] = [
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
  ['whep_other_path', (keys) => ({ headers: bearer(keys.token(viewer(may('read', 'workshop-1/pit-2')))) })],
  [
    'whep_regex_path',
    (keys) => ({ headers: bearer(keys.token(viewer(may('read', '~^workshop-1/pit-[0-9]+$')))) }),
  ],
  [
    'whep_claim_as_string',
    (keys) => ({
      headers: bearer(keys.token(viewer({ [CLAIM]: JSON.stringify([{ action: 'read', path: PATH }]) }))),
    }),
  ],
  ['whep_claim_missing', (keys) => ({ headers: bearer(keys.token(viewer({ [CLAIM]: undefined }))) })],
];
/** Beyond the recording: refused by both. */
const REFUSED: [name: string, coming: Coming][] = [
  ['a key that is not published', (keys) => ({ headers: bearer(keys.token(viewer(), 'unknown', 'EdDSA')) })],
  ['another key’s signature', (keys) => ({ headers: bearer(keys.token(viewer(), 'ES256', 'EdDSA')) })],
  ['another action', (keys) => ({ headers: bearer(keys.token(viewer(may('publish', PATH)))) })],
  ['a moment that has not come', (keys) => ({ headers: bearer(keys.token(viewer({ nbf: seconds() + 9 }))) })],
  [
    'a permission with a field that nobody knows',
    (keys) => ({
      headers: bearer(keys.token(viewer({ [CLAIM]: [{ action: 'read', path: PATH, id: 1 }] }))),
    }),
  ],
  ['an unsigned token', (keys) => ({ headers: bearer(unsigned(keys.token(viewer()))) })],
];

describe.each(contenders())('JWT mode of $name', (contender) => {
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
    server = await contender.start(0, { auth: `authMethod: jwt\nauthJWTJWKS: ${url}\n` });
    offer = await WhepViewer.offer();
    camera = await publishing('jwt', jwt(may('publish', PATH)));
    const api = bearer(jwt(may('api')));
    await untilPath(server, PATH, ({ ready }) => ready, api);
  });
  afterAll(async () => {
    await camera.stop();
    await server.stop();
    await keys.stop();
  });

  async function knock(coming: Coming) {
    const { headers = {}, query = '' } = coming(keys);
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

  it('answers viewers as recorded, however they bring the token', async () => {
    const seen = await Promise.all(VIEWERS.map(async ([key, coming]) => [key, await knock(coming)]));
    expect(seen).toEqual(VIEWERS.map(([key]) => [key, recorded('jwt_mode', key)]));
  });

  it('refuses what fits no published key or no permission', async () => {
    const seen = await Promise.all(REFUSED.map(async ([name, coming]) => [name, await knock(coming)]));
    const refused = { status: 401, error: 'authentication error' };
    expect(seen).toEqual(REFUSED.map(([name]) => [name, refused]));
  });

  it('takes a publisher’s token from the query under both names', async () => {
    for (const key of ['jwt', 'token']) {
      await camera.stop();
      camera = await publishing(key, jwt(may('publish', PATH)));
      expect(recorded('jwt_mode', `rtsp_publish_query_${key}`)).toBe('accepted');
    }
    await expect(publishing('jwt', jwt(may('read', PATH)))).rejects.toThrow();
    await untilPath(server, PATH, ({ ready }) => ready, bearer(jwt(may('api'))));
  });

  it.each<[key: string, query: (token: string) => string, header: (token: string) => Record<string, string>]>(
    [
      ['hls_bearer', () => '', bearer],
      ['hls_query_jwt', (token) => `?jwt=${token}`, () => ({})],
      ['hls_query_token', (token) => `?token=${token}`, () => ({})],
    ],
  )('answers HLS as recorded: %s', async (key, query, header) => {
    const token = jwt(viewer());
    const ask = (path: string) => send(server.ports.hls, path, { headers: header(token) });
    let answer = await ask(`/${PATH}/index.m3u8${query(token)}`);
    if (answer.status === 302) answer = await ask(`${String(answer.headers.location)}`);
    expect(answer.status).toBe(recorded('jwt_mode', key));
  });

  it('guards the control API, where nothing is excluded', async () => {
    const list = (headers: Record<string, string>) => send(server.ports.api, '/v3/paths/list', { headers });
    expect((await list({})).status).toBe(recorded('jwt_mode', 'api_from_loopback_without_token'));
    expect((await list(bearer(jwt(may('api'))))).status).toBe(
      recorded('jwt_mode', 'api_bearer_with_api_permission'),
    );
  });

  it('lists the token’s sub as the session’s user', async () => {
    const watching = await WhepViewer.watch(server.ports.webrtc, PATH, bearer(`jti-1:${jwt(viewer())}`));
    try {
      const headers = bearer(jwt(may('api')));
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

  it('has fetched the keys once in all that', () => {
    expect(keys.fetches).toBe(recorded('jwt_mode', 'jwks_fetches'));
  });

  it('learns of a new key and of one that was taken back when it is made to fetch, not before', async () => {
    const refresh = () =>
      send(server.ports.api, '/v3/auth/jwks/refresh', { method: 'POST', headers: bearer(jwt(may('api'))) });
    keys.add('later', 'EdDSA');
    const coming: Coming = () => ({ headers: bearer(jwt(viewer(), 'later')) });
    expect(await knock(coming)).toMatchObject({ status: 401 });
    expect(await refresh()).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await knock(coming)).toBe(201);
    const token = jwt(viewer(), 'later');
    keys.remove('later');
    expect(await knock(() => ({ headers: bearer(token) }))).toBe(201);
    await refresh();
    expect(await knock(() => ({ headers: bearer(token) }))).toMatchObject({ status: 401 });
  });

  it('forgets an answer that is no JSON, and keeps any JSON object as a set without keys', async () => {
    const api = bearer(jwt(may('api')));
    const good: Coming = () => ({ headers: bearer(jwt(viewer())) });
    await send(server.ports.api, '/v3/auth/jwks/refresh', { method: 'POST', headers: api });
    keys.broken = { status: 503, body: '' };
    expect(await knock(good)).toMatchObject({ status: 401 });
    keys.broken = null;
    expect(await knock(good)).toBe(201);
    await send(server.ports.api, '/v3/auth/jwks/refresh', { method: 'POST', headers: api });
    keys.broken = { status: 503, body: '{"type":"about:blank","status":503}' };
    expect(await knock(good)).toMatchObject({ status: 401 });
    keys.broken = null;
    expect(await knock(good)).toMatchObject({ status: 401 });
  });
});

function unsigned(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}
