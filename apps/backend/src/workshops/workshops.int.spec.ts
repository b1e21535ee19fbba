import type { WorkshopList } from '@ppf/contracts';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

describe('workshops', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  const member = {
    email: 'new@example.org',
    display_name: 'New',
    role: 'staff',
    password: 'twelve chars ok',
  };

  it('shows each user their workshops', async () => {
    const names = async (as: string) =>
      ((await backend.send({ url: '/api/v1/workshops', as })).body as WorkshopList).items.map((w) => w.name);
    expect(await names(two.admin)).toEqual(['Ours', 'Theirs']);
    expect(await names(two.owner)).toEqual(['Ours']);
    expect(await names(two.otherOwner)).toEqual(['Theirs']);
  });

  it('reports which one is the sample', async () => {
    await backend.database.query('UPDATE workshop SET is_sample = true WHERE id = $1', [two.theirs]);
    const { items } = (await backend.send({ url: '/api/v1/workshops', as: two.admin })).body as WorkshopList;
    expect(items.map(({ name, is_sample }) => [name, is_sample])).toEqual([
      ['Ours', false],
      ['Theirs', true],
    ]);
  });

  it('pages by id', async () => {
    const first = await backend.send({ url: '/api/v1/workshops?limit=1', as: two.admin });
    const { next_cursor, items } = first.body as WorkshopList;
    expect(items).toHaveLength(1);
    const second = await backend.send({
      url: `/api/v1/workshops?limit=1&cursor=${next_cursor}`,
      as: two.admin,
    });
    expect(second.body).toMatchObject({ items: [{ name: 'Theirs' }], next_cursor: null });
  });

  // [who, method, address after /api/v1/workshops, body, status]
  const RIGHTS: [keyof TwoWorkshops, Sent['method'], (two: TwoWorkshops) => string, unknown, number][] = [
    ['staff', 'GET', ({ ours }) => `/${ours}`, undefined, 200],
    ['staff', 'GET', ({ theirs }) => `/${theirs}`, undefined, 404],
    ['owner', 'GET', ({ theirs }) => `/${theirs}`, undefined, 404],
    ['admin', 'GET', ({ theirs }) => `/${theirs}`, undefined, 200],
    ['staff', 'POST', () => '', { name: 'X' }, 403],
    ['owner', 'POST', () => '', { name: 'X' }, 403],
    ['staff', 'PATCH', ({ ours }) => `/${ours}`, { name: 'X' }, 403],
    ['owner', 'PATCH', ({ ours }) => `/${ours}`, { name: 'Ours' }, 200],
    ['otherOwner', 'PATCH', ({ ours }) => `/${ours}`, { name: 'X' }, 404],
    ['owner', 'DELETE', ({ ours }) => `/${ours}`, undefined, 403],
    ['admin', 'DELETE', ({ ours }) => `/${ours}`, undefined, 409],
    ['staff', 'GET', ({ ours }) => `/${ours}/members`, undefined, 403],
    ['owner', 'GET', ({ ours }) => `/${ours}/members`, undefined, 200],
    ['otherOwner', 'GET', ({ ours }) => `/${ours}/members`, undefined, 404],
    ['staff', 'POST', ({ ours }) => `/${ours}/members`, member, 403],
    ['otherOwner', 'POST', ({ ours }) => `/${ours}/members`, member, 404],
    ['owner', 'POST', ({ ours }) => `/${ours}/members`, { ...member, role: 'operator' }, 422],
    ['owner', 'POST', ({ ours }) => `/${ours}/members`, member, 201],
    ['admin', 'POST', ({ ours }) => `/${ours}/members`, { ...member, email: 'NEW@example.org' }, 409],
    ['admin', 'POST', () => '/2000000000/members', member, 404],
    ['admin', 'GET', () => '/9999999999', undefined, 404],
    ['admin', 'GET', () => '/0', undefined, 404],
    ['admin', 'GET', () => '/1e1', undefined, 404],
    ['admin', 'GET', () => '/%00', undefined, 404],
  ];
  it.each(RIGHTS)('answers %s %s (%#) as its role allows', async (who, method, address, body, status) => {
    const url = `/api/v1/workshops${address(two)}`;
    const answer = await backend.send({ ...(method && { method }), url, body, as: String(two[who]) });
    expect([answer.status, url]).toEqual([status, url]);
  });

  it('allows new staff of an owner to sign in to their workshop', async () => {
    const { email, password } = member;
    const answer = await backend.send({
      method: 'POST',
      url: '/api/v1/auth/login',
      body: { email, password },
    });
    expect(answer.body).toMatchObject({ user: { role: 'staff', workshop_id: two.ours, email } });
  });

  it('deletes an empty workshop with its members', async () => {
    const made = await backend.send({
      method: 'POST',
      url: '/api/v1/workshops',
      body: { name: 'E' },
      as: two.admin,
    });
    const { id } = made.body as { id: number };
    await backend.tokenFor('owner', id);
    const url = `/api/v1/workshops/${id}`;
    expect((await backend.send({ method: 'DELETE', url, as: two.admin })).status).toBe(204);
    expect((await backend.send({ method: 'DELETE', url, as: two.admin })).status).toBe(404);
    expect(await backend.database.query('SELECT 1 FROM app_user WHERE workshop_id = $1', [id])).toEqual([]);
  });
});
