import type { AccessTokenResponse } from '@ppf/contracts';
import { type Answered, type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { Passwords } from './passwords/passwords';

const THEIR_PASSWORD = 'the password in their workshop';
const OUR_PASSWORD = 'the password in our workshop';

describe('one email in two workshops', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  const add = (email: string, as: string, workshop: number, password: string) =>
    backend.send({
      method: 'POST',
      url: `/api/v1/workshops/${workshop}/members`,
      body: { email, display_name: 'A', role: 'staff', password },
      as,
    });
  const login = (email: string, password: string) =>
    backend.send({ method: 'POST', url: '/api/v1/auth/login', body: { email, password } });
  const workshopOf = ({ body }: Answered) => (body as AccessTokenResponse).user.workshop_id;
  async function addToBoth(email: string): Promise<void> {
    expect((await add(email, two.otherOwner, two.theirs, THEIR_PASSWORD)).status).toBe(201);
    expect((await add(email, two.owner, two.ours, OUR_PASSWORD)).status).toBe(201);
  }

  it('reveals nothing about the other account to an owner', async () => {
    await add('elsewhere@example.org', two.otherOwner, two.theirs, THEIR_PASSWORD);
    const known = await add('Elsewhere@example.org', two.owner, two.ours, OUR_PASSWORD);
    const unknown = await add('nowhere@example.org', two.owner, two.ours, OUR_PASSWORD);
    expect([known.status, unknown.status]).toEqual([201, 201]);
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body));
    const again = await add('elsewhere@example.org', two.owner, two.ours, OUR_PASSWORD);
    expect(again).toMatchObject({ status: 409, body: { code: 'email-taken' } });
  });

  it('signs in to the workshop whose password was entered', async () => {
    await addToBoth('both@example.org');
    expect(workshopOf(await login('both@example.org', THEIR_PASSWORD))).toBe(two.theirs);
    expect(workshopOf(await login('both@example.org', OUR_PASSWORD))).toBe(two.ours);
    expect((await login('both@example.org', 'neither of the two passwords')).status).toBe(401);
  });

  it('costs one hash, as one account and no account do', async () => {
    await addToBoth('cost@example.org');
    await add('single@example.org', two.owner, two.ours, OUR_PASSWORD);
    const run = jest.spyOn(backend.app.get(Passwords).queue, 'run');
    const hashes: number[] = [];
    for (const email of ['cost@example.org', 'single@example.org', 'none@example.org']) {
      run.mockClear();
      await login(email, 'a password that is wrong');
      hashes.push(run.mock.calls.length);
    }
    expect(hashes).toEqual([1, 1, 1]);
    run.mockRestore();
  });

  it('still costs one hash after a password was changed', async () => {
    await addToBoth('change@example.org');
    const { access_token: as } = (await login('change@example.org', OUR_PASSWORD))
      .body as AccessTokenResponse;
    const body = { current_password: OUR_PASSWORD, new_password: 'another password in ours' };
    expect((await backend.send({ method: 'POST', url: '/api/v1/auth/password', body, as })).status).toBe(204);
    const rows = await backend.database.query(
      "SELECT DISTINCT split_part(password_hash, '$', 5) FROM app_user WHERE email = 'change@example.org'",
    );
    expect(rows).toHaveLength(1);
    expect(workshopOf(await login('change@example.org', body.new_password))).toBe(two.ours);
    expect(workshopOf(await login('change@example.org', THEIR_PASSWORD))).toBe(two.theirs);
  });

  it('limits guesses of one password by signing in to the other account', async () => {
    await addToBoth('guess@example.org');
    // Each is right for ours, and a guess at theirs that counts as no wrong attempt.
    for (let n = 0; n < 10; n += 1)
      expect(workshopOf(await login('guess@example.org', OUR_PASSWORD))).toBe(two.ours);
    expect((await login('guess@example.org', THEIR_PASSWORD)).status).toBe(401);
    expect(workshopOf(await login('guess@example.org', OUR_PASSWORD))).toBe(two.ours);
  });
});
