import { openEventStream, waitFor } from '@ppf/testing';
import type { AccessTokenResponse, Member, MemberList, MemberRole } from '@ppf/contracts';
import type { AddressInfo } from 'node:net';
import { type Answered, type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

const PASSWORD = 'correct horse battery staple';

describe('members of a workshop', () => {
  let backends: BackendUnderTest[];
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let members = 0;

  beforeAll(async () => {
    backend = await startBackend();
    backends = [backend, await startBackend({ DATABASE_URL: backend.databaseUrl })];
    two = await makeTwoWorkshops(backend);
    for (const { app } of backends) await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    for (const each of [...backends].reverse()) await each.stop();
  });

  async function add(role: MemberRole, change: object = {}): Promise<Member> {
    const email = `m${(members += 1)}@example.org`;
    const body = { email, display_name: 'M', role, password: PASSWORD, ...change };
    const answer = await send('POST', '', body);
    expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
    return answer.body;
  }
  const send = (method: Sent['method'], path: string, body?: object, as = two.admin): Promise<Answered> =>
    backend.send({
      ...(method && { method }),
      url: `/api/v1/workshops/${two.ours}/members${path}`,
      body,
      as,
    });
  async function signIn({ email }: Member): Promise<string> {
    const body = { email, password: PASSWORD };
    const answer = await backend.send({ method: 'POST', url: '/api/v1/auth/login', body });
    expect(answer.status).toBe(200);
    return (answer.body as AccessTokenResponse).access_token;
  }

  it('are created and listed with their pits', async () => {
    const made = await add('staff', { pit_ids: [two.ourPit] });
    expect(made).toMatchObject({ role: 'staff', pit_ids: [two.ourPit], disabled_at: null });
    const { items } = (await send('GET', '')).body as MemberList;
    expect(items.find(({ id }) => id === made.id)).toEqual(made);
  });

  it('are changed, one field at a time', async () => {
    const { id } = await add('staff');
    const change = async (body: object) => (await send('PATCH', `/${id}`, body)).body as Member;
    expect(await change({ role: 'observer' })).toMatchObject({ role: 'observer', pit_ids: null });
    expect(await change({ pit_ids: [two.ourPit] })).toMatchObject({
      role: 'observer',
      pit_ids: [two.ourPit],
    });
    const disabled = await change({ disabled: true });
    expect(disabled.disabled_at).toMatch(/Z$/);
    expect(await change({ disabled: true })).toEqual(disabled);
    expect(await change({ disabled: false, role: 'owner' })).toMatchObject({
      pit_ids: null,
      disabled_at: null,
    });
    expect(await change({})).toMatchObject({ id, role: 'owner' });
  });

  it.each<[string, object]>([
    ['a pit of another workshop', { pit_ids: 'theirs' }],
    ['a pit that does not exist', { pit_ids: [2_000_000_000] }],
    ['pits for an owner', { role: 'owner', pit_ids: 'ours' }],
    ['null as a role', { role: null }],
    ['an operator', { role: 'operator' }],
    ['an unknown field', { email: 'a@b.co' }],
  ])('are not changed by %s', async (_, change) => {
    const member = await add('staff');
    const named: Record<string, number[]> = { theirs: [two.theirPit], ours: [two.ourPit] };
    const body = Object.fromEntries(
      Object.entries(change).map(([field, value]) => [field, named[String(value)] ?? value]),
    );
    expect((await send('PATCH', `/${member.id}`, body)).status).toBe(422);
    const { items } = (await send('GET', '')).body as MemberList;
    expect(items.find(({ id }) => id === member.id)).toEqual(member);
    expect(
      (await send('POST', '', { ...body, email: 'x@example.org', display_name: 'X', password: PASSWORD }))
        .status,
    ).toBe(422);
  });

  it('cannot be changed or removed by staff, nor through another workshop', async () => {
    const { id } = await add('staff');
    expect((await send('PATCH', `/${id}`, { role: 'owner' }, two.staff)).status).toBe(403);
    expect((await send('DELETE', `/${id}`, undefined, two.staff)).status).toBe(403);
    expect((await send('DELETE', `/${id}`, undefined, two.otherOwner)).status).toBe(404);
    const url = `/api/v1/workshops/${two.theirs}/members/${id}`;
    expect(await backend.send({ method: 'DELETE', url, as: two.otherOwner })).toMatchObject({
      status: 404,
      body: { code: 'member-not-found' },
    });
    expect((await send('GET', '')).text).toContain(`"id":${id},`);
  });

  const LOSSES: [string, MemberRole, (id: number) => Promise<Answered>][] = [
    ['disabling', 'owner', (id) => send('PATCH', `/${id}`, { disabled: true })],
    ['demoting', 'owner', (id) => send('PATCH', `/${id}`, { role: 'observer' })],
    ['limiting', 'observer', (id) => send('PATCH', `/${id}`, { pit_ids: [] })],
    ['removing', 'staff', (id) => send('DELETE', `/${id}`)],
  ];
  it.each(LOSSES)(
    'lose access tokens, event streams and viewing sessions by %s, at every backend',
    async (_, role, change) => {
      const member = await add(role);
      const token = await signIn(member);
      const ports = backends.map(({ app }) => (app.getHttpServer().address() as AddressInfo).port);
      const streams = await Promise.all(
        ports.map((port) => openEventStream(`http://127.0.0.1:${port}`, token)),
      );
      await waitFor(() => streams.every(({ events }) => events.some(({ event }) => event === 'snapshot')));
      expect((await change(member.id)).status).toBeLessThan(300);
      await waitFor(() => streams.every(({ ended }) => ended));
      for (const stream of streams)
        expect(stream.events.at(-1)).toMatchObject({ data: { reason: 'rights-changed' } });
      for (const each of backends)
        expect((await each.send({ url: '/api/v1/auth/me', as: token })).status).toBe(401);
      const [revocation] = await backend.database.query<{ cause: string }[]>(
        `SELECT cause FROM viewing_revocation WHERE viewer_kind = 'user' AND viewer_id = $1`,
        [member.id],
      );
      expect(revocation?.cause).toBe('access-changed');
    },
  );

  describe('of whom only owners remain', () => {
    let owners: Member[];
    beforeEach(async () => {
      await backend.database.query(`DELETE FROM app_user WHERE workshop_id = $1 AND role = 'owner'`, [
        two.ours,
      ]);
      owners = [await add('owner'), await add('owner')];
    });
    const activeOwners = async () =>
      ((await send('GET', '?limit=100')).body as MemberList).items.filter(
        ({ role, disabled_at }) => role === 'owner' && disabled_at === null,
      );

    it.each<[string, (id: number) => Promise<Answered>]>([
      ['removed', (id) => send('DELETE', `/${id}`)],
      ['demoted', (id) => send('PATCH', `/${id}`, { role: 'staff' })],
      ['disabled', (id) => send('PATCH', `/${id}`, { disabled: true })],
    ])('the last enabled one cannot be %s, not by concurrent requests either', async (_, lose) => {
      const answers = await Promise.all(owners.map(({ id }) => lose(id)));
      expect(answers.map(({ status }) => status < 300).toSorted()).toEqual([false, true]);
      expect(answers.find(({ status }) => status >= 300)).toMatchObject({
        status: 409,
        body: { code: 'last-owner' },
      });
      expect(await activeOwners()).toHaveLength(1);
    });
  });
});
