import type { Pit } from '@ppf/contracts';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

describe('quotas', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend({
      MAX_PITS_PER_WORKSHOP: '4',
      MAX_TRANSCODERS_PER_WORKSHOP: '2',
      MAX_MEMBERS_PER_WORKSHOP: '3',
      MAX_REVOCATIONS_PER_MINUTE: '5',
    });
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  const send = (method: Sent['method'], url: string, body?: object, as = two.owner) =>
    backend.send({ ...(method && { method }), url: `/api/v1${url}`, ...(body && { body }), as });
  const addPit = (number: number, as?: string) => send('POST', `/workshops/${two.ours}/pits`, { number }, as);
  const camera = (transcode: boolean, path = '/s') => ({
    kind: 'pull',
    url: `rtsp://192.168.2.9${path}`,
    transcode,
  });
  const countPits = async () =>
    Number(
      (await backend.database.query('SELECT count(*) FROM pit WHERE workshop_id = $1', [two.ours]))[0].count,
    );

  it('limit the pits of a workshop, sequentially and concurrently, and no other workshop', async () => {
    const made = await Promise.all([2, 3, 4, 5, 6, 7].map((number) => addPit(number)));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
    expect(made.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'too-many-pits' });
    expect(await countPits()).toBe(4);
    expect((await addPit(9, two.admin)).body).toMatchObject({ code: 'too-many-pits' });
    const theirs = await send('POST', `/workshops/${two.theirs}/pits`, { number: 2 }, two.otherOwner);
    expect(theirs.status).toBe(201);
  });

  it('limit an import, of which all rows are imported or none', async () => {
    const url = `/workshops/${two.ours}/cameras/import`;
    const free = (await send('GET', `/workshops/${two.ours}/pits`)).body as { items: Pit[] };
    await send('DELETE', `/pits/${free.items.at(-1)?.id}`);
    const csv = 'number,url\n50,rtsp://192.168.2.1/a\n51,rtsp://192.168.2.2/a\n';
    expect(await send('POST', url, { csv })).toMatchObject({ status: 409, body: { code: 'too-many-pits' } });
    expect(await countPits()).toBe(3);
    const one = await send('POST', url, { csv: 'number,url\n50,rtsp://192.168.2.1/a\n' });
    expect(one.body).toMatchObject({ done: true });
    const reencoded =
      'number,url,transcode\n' + [1, 50].map((n) => `${n},rtsp://192.168.2.${n}/a,true\n`).join('');
    expect((await send('POST', url, { csv: reencoded, replace: true })).body).toMatchObject({ done: true });
  });

  it('limit re-encoded cameras, and allow changes to existing ones', async () => {
    const { items } = (await send('GET', `/workshops/${two.ours}/pits`)).body as { items: Pit[] };
    const [first, ...rest] = items.map(({ id }) => `/pits/${id}/camera`);
    const last =
      rest.find((url) => items.find(({ id }) => url === `/pits/${id}/camera`)?.camera === null) ?? '';
    expect(await send('PUT', last, camera(true))).toMatchObject({
      status: 409,
      body: { code: 'too-many-transcoders' },
    });
    expect((await send('GET', last)).status).toBe(404);
    expect((await send('PUT', last, camera(false))).status).toBe(200);
    // One that is re-encoded already may move.
    expect((await send('PUT', first ?? '', camera(true, '/other'))).status).toBe(200);
    expect((await send('PUT', first ?? '', camera(false))).status).toBe(200);
    expect((await send('PUT', last, camera(true))).status).toBe(200);
  });

  it('limit the members of a workshop', async () => {
    const add = (n: number) =>
      send('POST', `/workshops/${two.ours}/members`, {
        email: `m${n}@example.org`,
        display_name: 'M',
        role: 'staff',
        password: 'correct horse battery staple',
      });
    // Owner and staff are there.
    const added = await Promise.all([add(1), add(2), add(3)]);
    expect(added.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(added.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'too-many-members' });
  });

  it('limit the revocations per user and minute', async () => {
    const end = (as: string, pit: number) => send('POST', '/streams/revocations', { pit_id: pit }, as);
    for (let n = 0; n < 5; n += 1) expect((await end(two.owner, two.ourPit)).status).toBe(204);
    const refused = await end(two.owner, two.ourPit);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(refused.headers['retry-after']).toBe('60');
    expect((await end(two.otherOwner, two.theirPit)).status).toBe(204);
    expect((await end(two.admin, two.ourPit)).status).toBe(204);
  });
});
