import { waitFor } from '@ppf/testing';
import { type AccessTokenResponse, PERMISSIONS, type Problem } from '@ppf/contracts';
import { UserEntity } from '.';
import { AuthConfig } from '../config/auth.config';
import { Clock } from '../platform/clock';
import { MAX_SIGN_INS_PER_USER } from './sign-in/sign-in';
import { type Answered, type BackendUnderTest, startBackend } from '../testing/start-backend';

const EMAIL = 'ada@example.org';
const PASSWORD = 'correct horse battery staple';

describe('signing in', () => {
  let backend: BackendUnderTest;
  let now: Date;

  beforeAll(async () => {
    backend = await startBackend({ ADMIN_EMAIL: 'Ada@Example.org', ADMIN_PASSWORD: PASSWORD });
    jest.spyOn(backend.app.get(Clock), 'now').mockImplementation(() => now);
  });
  afterAll(() => backend.stop());
  beforeEach(async () => {
    now = new Date('2026-01-01T00:00:00Z');
    await backend.database.query('DELETE FROM sign_in');
  });

  const login = (email = EMAIL, password = PASSWORD, cookie = '') =>
    backend.send({
      method: 'POST',
      url: '/api/v1/auth/login',
      body: { email, password },
      headers: { cookie },
    });
  const refresh = (cookie: string) =>
    backend.send({ method: 'POST', url: '/api/v1/auth/refresh', headers: { cookie } });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  it('issues an access token and a cookie that scripts cannot read to the first operator', async () => {
    const answer = await login('ADA@example.ORG');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'Bearer',
      expires_in: 900,
      user: {
        id: 1,
        email: EMAIL,
        display_name: 'Administrator',
        role: 'operator',
        permissions: [...PERMISSIONS],
        workshop_id: null,
      },
    });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^ppf_refresh=[^;]{80}; Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
      ),
      expect.stringMatching(
        /^ppf_device=[^;@]{45}; Max-Age=34560000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const me = await backend.send({ url: '/api/v1/auth/me', as: tokenOf(answer) });
    expect(me.body).toMatchObject({ email: EMAIL });
  });

  it('responds to an unknown email as to a wrong password', async () => {
    const unknown = await login('unknown@example.org');
    const wrong = await login(EMAIL, 'wrong horse battery staple');
    for (const answer of [unknown, wrong])
      expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(withoutInstance(unknown)).toEqual(withoutInstance(wrong));
    await login();
  });

  it('replaces the refresh token at every use', async () => {
    const first = cookieOf(await login());
    const answer = await refresh(first);
    expect(answer.status).toBe(200);
    const second = cookieOf(answer);
    expect(second).not.toBe(first);
    later(60);
    expect((await refresh(second)).status).toBe(200);
  });

  it('ends the sign-in when a replaced token is used again late', async () => {
    const first = cookieOf(await login());
    const second = cookieOf(await refresh(first));
    later(11);
    expect(await refresh(first)).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    expect((await refresh(second)).status).toBe(401);
  });

  it('returns the same successor to two tabs that refresh concurrently', async () => {
    const first = cookieOf(await login());
    const answers = await Promise.all([refresh(first), refresh(first), refresh(first)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => cookieOf(answer))).size).toBe(1);
    later(60);
    expect((await refresh(cookieOf(answers[0] as Answered))).status).toBe(200);
  });

  it('ends a sign-in that was not refreshed within its lifetime', async () => {
    const cookie = cookieOf(await login());
    later(30 * 86_400);
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code: 'session-ended' } });
  });

  it('ends a sign-in after ninety days, however often it was used', async () => {
    let cookie = cookieOf(await login());
    for (let day = 0; day < 88; day += 22) {
      later(22 * 86_400);
      const answer = await refresh(cookie);
      expect(answer.status).toBe(200);
      cookie = cookieOf(answer);
    }
    later(2 * 86_400);
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code: 'session-ended' } });
  });

  describe('from a page of another site', () => {
    const PUBLIC = 'http://localhost:3000';
    const from = async (path: string, headers: Record<string, string>) => {
      const answer = await login();
      const cookie = cookieOf(answer);
      const body =
        path === 'login'
          ? { email: EMAIL, password: PASSWORD }
          : path === 'password'
            ? { current_password: PASSWORD, new_password: PASSWORD }
            : undefined;
      const as = path === 'password' ? tokenOf(answer) : undefined;
      const sent = await backend.send({
        method: 'POST',
        url: `/api/v1/auth/${path}`,
        headers: { cookie, ...headers },
        ...(body && { body }),
        ...(as && { as }),
      });
      return { sent, cookie };
    };

    it.each(['login', 'refresh', 'logout', 'password'])(
      'refuses to %s, and changes nothing',
      async (path) => {
        for (const origin of [
          'https://evil.example',
          'http://localhost:4000',
          'null',
          'http://localhost:3000.evil.example',
        ]) {
          const { sent, cookie } = await from(path, { origin });
          expect(sent).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
          expect(sent.headers['set-cookie']).toBeUndefined();
          expect((await refresh(cookie)).status).toBe(200);
        }
      },
    );

    it.each<[string, Record<string, string>]>([
      ['of PUBLIC_URL', { origin: PUBLIC }],
      ['of the name that it was opened by', { origin: 'http://192.168.1.5:3000', host: '192.168.1.5:3000' }],
      ['of that name with the usual port', { origin: 'https://ppf.lan', host: 'PPF.lan:443' }],
      ['without an Origin, as programs are', {}],
    ])('but not from one %s', async (_, headers) => {
      for (const path of ['refresh', 'logout', 'login'])
        expect([200, 204]).toContain((await from(path, headers)).sent.status);
    });
  });

  it.each([
    ['no cookie', '', 'not-signed-in'],
    ['a cookie that is not a token', 'ppf_refresh=nonsense', 'session-ended'],
    [
      'a token of no user',
      `ppf_refresh=00000000-0000-4000-8000-000000000000.${'a'.repeat(43)}`,
      'session-ended',
    ],
  ])('refuses to refresh with %s', async (_, cookie, code) => {
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code } });
  });

  it('signs out on this device only', async () => {
    const here = cookieOf(await login());
    const there = cookieOf(await login());
    const answer = await backend.send({
      method: 'POST',
      url: '/api/v1/auth/logout',
      headers: { cookie: here },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^ppf_refresh=; Max-Age=0; Path=\/api\/v1\/auth/);
    expect((await refresh(here)).status).toBe(401);
    expect((await refresh(there)).status).toBe(200);
  });

  it('refuses the tokens of a removed role and of a removed user without delay', async () => {
    const [workshop] = await backend.database.query("INSERT INTO workshop (name) VALUES ('W') RETURNING id");
    const admin = tokenOf(await login());
    const body = { email: 'bo@example.org', display_name: 'Bo', role: 'owner', password: PASSWORD };
    const url = `/api/v1/workshops/${workshop.id}/members`;
    expect((await backend.send({ method: 'POST', url, body, as: admin })).status).toBe(201);
    const before = await login('bo@example.org');
    const first = cookieOf(before);
    expect((await backend.send({ url, as: tokenOf(before) })).status).toBe(200);
    const users = backend.database.getRepository(UserEntity);
    await users.update({ email: 'bo@example.org' }, { role: 'staff' });
    await waitFor(async () => (await backend.send({ url, as: tokenOf(before) })).status === 401);
    const demoted = await refresh(first);
    expect(demoted.body).toMatchObject({ user: { role: 'staff' } });
    expect(await backend.send({ url, as: tokenOf(demoted) })).toMatchObject({ status: 403 });
    await users.delete({ email: 'bo@example.org' });
    await waitFor(async () => (await backend.send({ url, as: tokenOf(demoted) })).status === 401);
    expect((await refresh(cookieOf(demoted))).status).toBe(401);
    expect((await backend.send({ url: '/api/v1/auth/me', as: tokenOf(demoted) })).status).toBe(401);
  });

  it('signs out the least recently used device when there are too many', async () => {
    const first = cookieOf(await login());
    later(1);
    for (let n = 1; n < MAX_SIGN_INS_PER_USER; n += 1) await login();
    const count = async () => (await backend.database.query('SELECT 1 FROM sign_in')).length;
    expect(await count()).toBe(MAX_SIGN_INS_PER_USER);
    await login();
    expect(await count()).toBe(MAX_SIGN_INS_PER_USER);
    expect((await refresh(first)).status).toBe(401);
  });

  describe('with another password', () => {
    const change = (token: string, cookie: string, current: string, next: string) =>
      backend.send({
        method: 'POST',
        url: '/api/v1/auth/password',
        body: { current_password: current, new_password: next },
        as: token,
        headers: { cookie },
      });

    it('keeps this device signed in and ends the others', async () => {
      const here = await login();
      const there = cookieOf(await login());
      const next = 'another horse battery staple';
      expect((await change(tokenOf(here), cookieOf(here), PASSWORD, next)).status).toBe(204);
      expect((await refresh(there)).status).toBe(401);
      const renewed = await refresh(cookieOf(here));
      expect(renewed.status).toBe(200);
      expect((await login()).status).toBe(401);
      expect((await login(EMAIL, next)).status).toBe(200);
      expect((await change(tokenOf(renewed), '', next, PASSWORD)).status).toBe(204);
    });

    it('refuses a wrong current password', async () => {
      const here = await login();
      const answer = await change(tokenOf(here), '', 'not the password', 'another horse battery staple');
      expect(answer).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    });
  });

  it('refuses after ten wrong passwords, for that account and address only', async () => {
    later(3600);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await login('eve@example.org')).status).toBe(401);
    const answer = await login('eve@example.org');
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await login()).status).toBe(200);
    later(301);
    expect((await login('eve@example.org')).status).toBe(401);
  });

  it('lets a known device sign in while its address is blocked for wrong passwords', async () => {
    later(7200);
    const known = await login();
    const device = cookieOf(known, 'ppf_device');
    expect(device).toMatch(/^ppf_device=/);
    for (let attempt = 0; attempt < 10; attempt += 1) await login(EMAIL, 'wrong horse battery staple');
    expect((await login()).status).toBe(429);
    for (let wrong = 0; wrong < 100; wrong += 1) await login(`spray-${wrong}@example.org`);
    expect((await login('spray@example.org')).status).toBe(429);
    const answer = await login(EMAIL, PASSWORD, device);
    expect(answer.status).toBe(200);
    // The device is already known, and stays the same when it renews its sign-in.
    expect(String(answer.headers['set-cookie'])).not.toContain('ppf_device');
    const renewed = await refresh(`${cookieOf(answer)}; ${device}`);
    expect(String(renewed.headers['set-cookie'])).not.toContain('ppf_device');
    // Signed in before this version: known from its next renewal on.
    expect(cookieOf(await refresh(cookieOf(known)), 'ppf_device')).toMatch(/^ppf_device=/);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await login(EMAIL, 'wrong horse battery staple', device)).status).toBe(401);
    expect((await login(EMAIL, PASSWORD, device)).status).toBe(429);
    later(301);
  });

  it('signs in known devices without delay while others spray', async () => {
    later(20_000);
    const device = cookieOf(await login(), 'ppf_device');
    const spray = Promise.all(Array.from({ length: 60 }, (_, n) => login(`s${n}@example.org`)));
    const known = await Promise.all([1, 2, 3].map(() => login(EMAIL, PASSWORD, device)));
    expect(known.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await spray).filter(({ status }) => status === 503).length).toBeGreaterThan(10);
    later(301);
  });

  it('answers 503 when too many sign in together, and counts none of them as a wrong guess', async () => {
    later(3600);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => login(`p${n}@example.org`)));
    const busy = answers.filter((answer) => answer.status === 503);
    expect(busy.length).toBeGreaterThan(10);
    expect(busy[0]).toMatchObject({ body: { code: 'sign-in-busy' }, headers: { 'retry-after': '2' } });
    expect(answers.filter((answer) => answer.status === 401).length).toBe(60 - busy.length);
    expect((await login()).status).toBe(200);
  });

  it('keeps refresh tokens only as hashes and logs no secret', async () => {
    const answer = await login();
    const cookie = cookieOf(answer);
    const rows = JSON.stringify(await backend.database.query('SELECT * FROM sign_in'));
    const log = backend.log.join('');
    expect(log.length).toBeGreaterThan(100);
    for (const secret of [
      cookie.split('.')[1] as string,
      PASSWORD,
      backend.app.get(AuthConfig).accessTokenSecret,
    ])
      for (const place of [rows, log]) expect(place).not.toContain(secret);
    expect(log).not.toMatch(/eyJ|argon2id/);
  });
});

function tokenOf(answer: Answered): string {
  return (answer.body as AccessTokenResponse).access_token;
}

function cookieOf(answer: Answered, name = 'ppf_refresh'): string {
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((each) => String(each).split(';')[0] ?? '');
  return cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
}

function withoutInstance(answer: Answered): Partial<Problem> {
  return { ...(answer.body as Problem), instance: '' };
}
