import type { Problem } from '@ppf/contracts';
import { connect } from 'node:net';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

/** Found in no response and no log line, wherever it was put. */
const MARKER = 'zx81-marker';

describe('bad input', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let before: unknown;
  const contents = () =>
    backend.database.query(
      `SELECT (SELECT json_agg(w ORDER BY id) FROM workshop w) w, (SELECT json_agg(p ORDER BY id) FROM pit p) p,
              (SELECT json_agg(c ORDER BY id) FROM camera c) c, (SELECT count(*) FROM app_user) u`,
    );

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
    before = await contents();
  });
  afterAll(() => backend.stop());
  afterEach(async () => expect(await contents()).toEqual(before));

  const login = { email: 'a@example.org', password: 'x' };
  const member = { email: 'a@example.org', display_name: 'A', role: 'staff', password: 'x'.repeat(12) };
  const pull = { kind: 'pull', host: '192.168.2.1' };
  const REQUESTS = {
    login: ['POST', '/auth/login', login],
    password: ['POST', '/auth/password', { current_password: 'x', new_password: 'x'.repeat(12) }],
    workshop: ['POST', '/workshops', { name: 'W' }],
    rename: ['PATCH', '/workshops/1', { name: 'W' }],
    member: ['POST', '/workshops/1/members', member],
    pit: ['POST', '/workshops/1/pits', { number: 5 }],
    pitName: ['PATCH', '/pits/1', { name: 'P' }],
    camera: ['PUT', '/pits/1/camera', pull],
    cameraUrl: ['PUT', '/pits/1/camera', { kind: 'pull', url: 'rtsp://192.168.2.1/x' }],
    cameraMjpeg: ['PUT', '/pits/1/camera', { kind: 'pull', url: 'http://192.168.2.1/x' }],
    cameraPush: ['PUT', '/pits/1/camera', { kind: 'push' }],
    token: ['POST', '/streams/token', { pit_id: 1 }],
  } as const;

  const WRONG: [keyof typeof REQUESTS, string, unknown][] = [
    ...['', 'no-at', `${'a'.repeat(250)}@b.cd`, 1, null, [], {}, ['a@b.cd']].map(
      (value) => ['login', 'email', value] as [keyof typeof REQUESTS, string, unknown],
    ),
    ['login', 'password', ''],
    ['login', 'password', 'x'.repeat(201)],
    ['login', 'password', 1],
    ['login', 'password', null],
    ['login', 'password', { $ne: '' }],
    ['login', 'password', undefined],
    ['password', 'current_password', ''],
    ['password', 'current_password', []],
    ['password', 'new_password', 'x'.repeat(11)],
    ['password', 'new_password', 'x'.repeat(201)],
    ['password', 'new_password', 123456789012],
    ['workshop', 'name', ''],
    ['workshop', 'name', 'x'.repeat(121)],
    ['workshop', 'name', 5],
    ['workshop', 'name', `a\0${MARKER}`],
    ['workshop', 'name', undefined],
    ['rename', 'name', null],
    ['member', 'email', MARKER],
    ['member', 'display_name', ''],
    ['member', 'display_name', 'x'.repeat(121)],
    ['member', 'role', 'operator'],
    ['member', 'role', MARKER],
    ['member', 'role', ['owner']],
    ['member', 'password', 'short'],
    ['pit', 'number', 0],
    ['pit', 'number', 10_000],
    ['pit', 'number', 1.5],
    ['pit', 'number', '5'],
    ['pit', 'number', null],
    ['pit', 'name', ''],
    ['pit', 'name', 'x'.repeat(81)],
    ['pit', 'name', 7],
    ['pitName', 'name', ''],
    ['pitName', 'name', {}],
    ['camera', 'kind', 'usb'],
    ['camera', 'kind', undefined],
    ['camera', 'host', ''],
    ['camera', 'host', 'x'.repeat(254)],
    ['camera', 'host', undefined],
    ['camera', 'port', 0],
    ['camera', 'port', 65_536],
    ['camera', 'port', '554'],
    ['camera', 'path', 'live'],
    ['camera', 'path', '/a b'],
    ['camera', 'path', '/a\r\nb'],
    ['camera', 'path', `/${'x'.repeat(1000)}`],
    ['camera', 'user', 'x'.repeat(101)],
    ['camera', 'user', `a\0${MARKER}`],
    ['camera', 'password', 'x'.repeat(201)],
    ['camera', 'password', 1],
    ['camera', 'transport', 'carrier-pigeon'],
    ['camera', 'on_demand', 'yes'],
    ['camera', 'tls', 1],
    ['camera', 'url', 5],
    ['cameraUrl', 'url', `http://${MARKER}@192.168.2.1/`],
    ['cameraUrl', 'url', `rtsp://${MARKER}:x`],
    ['cameraUrl', 'url', `rtsp://192.168.2.1/${'x'.repeat(2000)}`],
    ['cameraUrl', 'url', 'rtsp://192.168.2.1/cam?ch=1\n&sub=0'],
    ['cameraUrl', 'url', 'rtsp://192.168.2.1/cam?ch=1\t&sub=0'],
    ['cameraUrl', 'url', 'rtsp://192.168.2.1/cam\u007f'],
    ['cameraUrl', 'url', 'rtsp://192.168.2.1/cam\u200b1'],
    ['cameraUrl', 'url', 'rtsp://192.168.2.1/cam\ud83d'],
    ['cameraUrl', 'url', `rtsp://a\n${MARKER}:b@192.168.2.1/cam`],
    ['cameraUrl', 'url', `rtsp://a:b%0A${MARKER}@192.168.2.1/cam`],
    ['cameraUrl', 'url', `rtsp://192.168.2.1/${'ü'.repeat(600)}`],
    ['cameraUrl', 'url', 'https://192.168.2.1/mjpeg'],
    ['cameraMjpeg', 'url', 'https://192.168.2.1/mjpeg'],
    ['camera', 'path', '/cam\u007f'],
    ['camera', 'sub_path', '/cam\t'],
    ['camera', 'user', `a\n${MARKER}`],
    ['camera', 'password', `a\r${MARKER}`],
    ['camera', 'password', `a\ud800${MARKER}`],
    ['cameraUrl', 'host', '192.168.2.1'],
    ['cameraUrl', 'feed', 'mjpeg'],
    ['cameraUrl', 'tls_fingerprint', 'a'.repeat(64)],
    ['camera', 'feed', 'hls'],
    ['camera', 'tls_fingerprint', MARKER],
    ['camera', 'tls_fingerprint', 'g'.repeat(64)],
    ['camera', 'sub_path', 'live'],
    ['camera', 'sub_path', `/${'x'.repeat(1000)}`],
    ['camera', 'transcode', 'yes'],
    ['camera', 'sub', true],
    ['camera', 'allow_list', ['192.168.2.0/24']],
    ['cameraMjpeg', 'url', `http://${MARKER}:x@192.168.2.1/`],
    ['cameraMjpeg', 'user', MARKER],
    ['cameraMjpeg', 'sub_path', '/sub'],
    ['cameraMjpeg', 'transport', 'udp'],
    ['cameraMjpeg', 'transcode', false],
    ['cameraPush', 'password', MARKER],
    ['cameraPush', 'sub_path', '/sub'],
    ['cameraPush', 'sub', 'yes'],
    ['cameraPush', 'on_demand', true],
    ...['192.168.2.9', [MARKER], [''], ['10.0.0.0/8'], ['0.0.0.0/0'], ['::/0'], ['::ffff:10.0.0.1'], [7]].map(
      (value) => ['cameraPush', 'allow_list', value] as [keyof typeof REQUESTS, string, unknown],
    ),
    ['cameraPush', 'allow_list', Array(17).fill('192.168.2.9')],
    ['rename', 'camera_networks', []],
    ['rename', 'camera_networks', [MARKER]],
    ['rename', 'camera_networks', ['8.8.8.0/24']],
    ['rename', 'camera_networks', ['public']],
    ['rename', 'camera_networks', ['0.0.0.0/0']],
    ['token', 'pit_id', 0],
    ['token', 'pit_id', '1'],
    ['token', 'pit_id', 2_147_483_648],
    ['token', 'pit_id', 1.5],
    ['token', 'stream', 'raw'],
    ['token', 'stream', 1],
    ['token', 'pit_id', null],
    ['token', 'pit_id', undefined],
    ...Object.keys(REQUESTS).map((name) => [name, MARKER, 'x'] as [keyof typeof REQUESTS, string, unknown]),
  ];
  it.each(WRONG)('refuses %s with %s = %p', async (name, field, value) => {
    const [method, url, good] = REQUESTS[name];
    const body = { ...good, [field]: value };
    const answer = await backend.send({ method, url: `/api/v1${url}`, body, as: two.admin });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { errors } = answer.body as Problem;
    expect(errors?.map((error) => error.field)).toContain(field);
    if (field !== MARKER) expect(answer.text).not.toContain(MARKER);
  });

  it.each([
    ['broken JSON', '{"email":', 'application/json', 400, 'malformed-body'],
    ['nothing', '', 'application/json', 400, 'malformed-body'],
    ['no JSON at all', MARKER, 'application/json', 400, 'malformed-body'],
    [
      '__proto__',
      '{"__proto__":{"role":"operator"},"email":"a@b.cd","password":"x"}',
      'application/json',
      400,
      'malformed-body',
    ],
    [
      'constructor.prototype',
      '{"constructor":{"prototype":{"x":1}}}',
      'application/json',
      400,
      'malformed-body',
    ],
    ['a list', '[{"email":"a@b.cd","password":"x"}]', 'application/json', 422, 'validation-failed'],
    ['null', 'null', 'application/json', 422, 'validation-failed'],
    ['a number', '5', 'application/json', 422, 'validation-failed'],
    ['a string', '"x"', 'application/json', 422, 'validation-failed'],
    ['text', JSON.stringify(login), 'text/plain', 415, 'unsupported-media-type'],
    ['a form', 'email=a@b.cd&password=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['XML', '<x/>', 'application/xml', 415, 'unsupported-media-type'],
    ['another alphabet of JSON', JSON.stringify(login), 'application/jsonx', 415, 'unsupported-media-type'],
    [
      '64 kB and more',
      JSON.stringify({ ...login, password: 'x'.repeat(65_536) }),
      'application/json',
      413,
      'body-too-large',
    ],
    [
      'deep nesting',
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      'application/json',
      422,
      'validation-failed',
    ],
  ])('refuses a body of %s', async (_, body, type, status, code) => {
    const answer = await backend.send({
      method: 'POST',
      url: '/api/v1/auth/login',
      body,
      headers: { 'content-type': type },
    });
    expect(answer).toMatchObject({ status, body: { code, type: `/api/docs/problems#${code}`, status } });
    expect(answer.text).not.toContain(MARKER);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ['GET', '/api/v1/nope', 404, 'route-not-found'],
    ['GET', '/api/nope', 404, 'route-not-found'],
    ['GET', '/', 404, 'route-not-found'],
    ['GET', '/%', 404, 'route-not-found'],
    ['GET', '/api/v1/pits/%2e%2e%2f1', 404, 'pit-not-found'],
    ['GET', `/api/v1/pits/${'1'.repeat(200)}`, 404, 'route-not-found'],
    ['DELETE', '/api/v1/auth/login', 405, 'method-not-allowed'],
    ['PUT', '/api/v1/pits/1', 405, 'method-not-allowed'],
    ['QUERY', '/api/v1/pits/1', 405, 'method-not-allowed'],
    ['TRACE', '/api/v1/pits/1', 405, 'method-not-allowed'],
    ['PROPFIND', '/api/v1/pits/1', 405, 'method-not-allowed'],
    ['M-SEARCH', '/api/v1/none', 404, 'route-not-found'],
    ['QUERY', '/health/live', 405, 'method-not-allowed'],
    ['QUERY', '/api/v1/nothing', 404, 'route-not-found'],
    ['GET', '/api/v1/workshops?limit=0', 422, 'validation-failed'],
    ['GET', '/api/v1/workshops?limit=101', 422, 'validation-failed'],
    ['GET', '/api/v1/workshops?limit=ten', 422, 'validation-failed'],
    ['GET', '/api/v1/workshops?cursor=nonsense', 422, 'validation-failed'],
    ['GET', '/api/v1/workshops?cursor=a&cursor=b', 422, 'validation-failed'],
    ['GET', '/api/v1/workshops?other=1', 422, 'validation-failed'],
  ] as const)('answers %s %s with %i %s', async (method, url, status, code) => {
    const answer = await backend.send({ method, url, as: two.admin });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('accepts curl’s request without a content type for a stream token only', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const ask = (url: string, body: string) =>
      backend.send({ method: 'POST', url, body, as: two.admin, headers });
    const taken = await ask('/api/v1/streams/token', JSON.stringify({ pit_id: 'x' }));
    expect(taken.body).toMatchObject({ code: 'validation-failed', errors: [{ field: 'pit_id' }] });
    expect((await ask('/api/v1/streams/token', 'pit_id=1')).status).toBe(400);
    expect((await ask('/api/v1/workshops', '{"name":"W"}')).status).toBe(415);
  });

  it('names the methods that a path supports', async () => {
    const { headers } = await backend.send({ method: 'PUT', url: '/api/v1/pits/1', as: two.admin });
    expect(headers['allow']).toBe('DELETE, GET, HEAD, PATCH');
  });

  it.each([
    ['no header', undefined],
    ['another scheme', 'Basic YTpi'],
    ['an empty token', 'Bearer '],
    ['nonsense', 'Bearer nonsense'],
    ['an unsigned token', `Bearer ${unsigned({ sub: '1', typ: 'access', role: 'operator', wid: null })}`],
  ])('asks to sign in for %s', async (_, authorization) => {
    const answer = await backend.send({
      url: '/api/v1/workshops',
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('responds to bytes that are not HTTP, and closes the connection', async () => {
    await backend.app.listen(0, '127.0.0.1');
    const { port } = backend.app.getHttpServer().address() as { port: number };
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket
        .on('data', (chunk) => (text += chunk))
        .on('end', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
  });

  it('logs none of the input', () => {
    const log = backend.log.join('');
    expect(log).not.toContain(MARKER);
    expect(log).not.toMatch(/a request failed/);
  });
});

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const dated = { ...claims, iat: now, exp: now + 60, iss: 'ppf-monitoring', aud: 'ppf-api' };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(dated)}.`;
}
