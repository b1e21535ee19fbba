import type { AccessTokenResponse } from '@ppf/contracts';
import { UserEntity } from '..';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

const PASSWORD = 'correct horse battery staple';
/** Within this, a change of rights holds in every backend. Without its notification it would after 10 s. */
const WITHIN_MS = 9000;

describe('an access token after its user’s rights changed, at two backends', () => {
  let backends: BackendUnderTest[];
  let there: TwoWorkshops;
  let people = 0;

  beforeAll(async () => {
    const first = await startBackend();
    backends = [first, await startBackend({ DATABASE_URL: first.databaseUrl })];
    there = await makeTwoWorkshops(first);
  });
  afterAll(async () => {
    for (const backend of [...backends].reverse()) await backend.stop();
  });

  const [first] = [() => backends[0] as BackendUnderTest];
  const users = () => first().database.getRepository(UserEntity);
  async function addMember(role: 'owner' | 'staff' = 'owner') {
    const email = `p${(people += 1)}@example.org`;
    const body = { email, display_name: 'P', role, password: PASSWORD };
    const url = `/api/v1/workshops/${there.ours}/members`;
    expect((await first().send({ method: 'POST', url, body, as: there.admin })).status).toBe(201);
    return email;
  }
  async function signIn(email: string, password = PASSWORD): Promise<AccessTokenResponse> {
    const answer = await first().send({
      method: 'POST',
      url: '/api/v1/auth/login',
      body: { email, password },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  }

  /** What each backend answers to a read, a stream token and a lease renewal. */
  async function statuses(token: string): Promise<number[]> {
    const asked = backends.flatMap((backend) => [
      backend.send({ url: '/api/v1/auth/me', as: token }),
      backend.send({
        url: '/api/v1/streams/token',
        method: 'POST',
        body: { pit_id: there.ourPit },
        as: token,
      }),
      backend.send({
        url: '/api/v1/streams/sessions/renewal',
        method: 'POST',
        body: { jtis: [] },
        as: token,
      }),
    ]);
    return (await Promise.all(asked)).map(({ status }) => status);
  }
  async function expectEnded(token: string): Promise<void> {
    const until = Date.now() + WITHIN_MS;
    let seen = await statuses(token);
    while (seen.some((status) => status !== 401) && Date.now() < until) seen = await statuses(token);
    expect(seen).toEqual([401, 401, 401, 401, 401, 401]);
  }
  const expectGood = async (token: string) =>
    expect(await statuses(token)).toEqual([200, 201, 200, 200, 201, 200]);

  const CHANGES: [string, (email: string) => Promise<unknown>, ('owner' | 'staff')?][] = [
    ['the password', (email) => users().update({ email }, { passwordHash: 'another' })],
    ['the role', (email) => users().update({ email }, { role: 'staff' })],
    ['the workshop', (email) => users().update({ email }, { workshopId: there.theirs })],
    ['the pits', (email) => users().update({ email }, { pitIds: [there.ourPit] }), 'staff'],
    ['disabling', (email) => users().update({ email }, { disabledAt: new Date() })],
    ['removal', (email) => users().delete({ email })],
    ['signing out everywhere', (email) => users().increment({ email }, 'credentialGeneration', 1)],
  ];
  it.each(CHANGES)('ends with %s', async (_, change, role = 'owner') => {
    const email = await addMember(role);
    const { access_token: token } = await signIn(email);
    await expectGood(token);
    await change(email);
    await expectEnded(token);
  });

  it('ends for another device when the password is changed, which then cannot create an owner', async () => {
    const email = await addMember();
    const [old, here] = [await signIn(email), await signIn(email)];
    await expectGood(old.access_token);
    const body = { current_password: PASSWORD, new_password: 'another horse battery staple' };
    const changed = await backends[1]?.send({
      method: 'POST',
      url: '/api/v1/auth/password',
      body,
      as: here.access_token,
    });
    expect(changed?.status).toBe(204);
    await expectEnded(old.access_token);
    const owner = { email: 'x@example.org', display_name: 'X', role: 'owner', password: PASSWORD };
    const url = `/api/v1/workshops/${there.ours}/members`;
    for (const backend of backends)
      expect((await backend.send({ method: 'POST', url, body: owner, as: old.access_token })).status).toBe(
        401,
      );
    await expectGood((await signIn(email, body.new_password)).access_token);
  });

  it('stays ended when a second change follows the first', async () => {
    const timers: (() => void)[] = [];
    const setTimer = setTimeout;
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms?: number) => {
      if ((ms ?? 0) >= 30_000) timers.push(run);
      return setTimer(run, ms);
    }) as typeof setTimeout);
    const email = await addMember();
    const before = await signIn(email);
    await users().update({ email }, { role: 'staff' });
    await expectEnded(before.access_token);
    const between = await signIn(email);
    await users().update({ email }, { role: 'owner' });
    await expectEnded(between.access_token);
    for (const run of timers) run();
    jest.restoreAllMocks();
    await expectEnded(before.access_token);
    await expectEnded(between.access_token);
  });

  it('stays valid after a change that affects no right', async () => {
    const email = await addMember();
    const { access_token: token } = await signIn(email);
    await users().update({ email }, { displayName: 'Q' });
    // Later than the change of another user, which is known to have arrived.
    const other = await addMember();
    const { access_token: gone } = await signIn(other);
    await users().delete({ email: other });
    await expectEnded(gone);
    await expectGood(token);
  });

  it('is refused immediately by a backend whose notifications do not arrive', async () => {
    const email = await addMember();
    const { access_token: token } = await signIn(email);
    await expectGood(token);
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ppf-backend-listen' AND datname = current_database()";
    await first().database.query(cut);
    await users().update({ email }, { role: 'staff' });
    await expectEnded(token);
  });

  it('is refused without a generation, as issued by an earlier version', async () => {
    const { JwtService } = await import('@nestjs/jwt');
    const claims = { sub: '1', typ: 'access', role: 'operator', wid: null };
    const token = first().app.get(JwtService).sign(claims);
    expect((await first().send({ url: '/api/v1/auth/me', as: token })).status).toBe(401);
  });

  it('is not issued to a disabled user', async () => {
    const email = await addMember();
    const url = '/api/v1/auth';
    const login = () =>
      first().send({ method: 'POST', url: `${url}/login`, body: { email, password: PASSWORD } });
    const cookie = String((await login()).headers['set-cookie']).split(';')[0] ?? '';
    await users().update({ email }, { disabledAt: new Date() });
    expect(await login()).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    const refreshed = await first().send({ method: 'POST', url: `${url}/refresh`, headers: { cookie } });
    expect(refreshed).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    await users().update({ email }, { disabledAt: null });
    expect((await login()).status).toBe(200);
  });
});
