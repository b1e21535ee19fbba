import { waitFor } from '@ppf/testing';
import { type Pit, type PitList, UNKNOWN_STREAM } from '@ppf/contracts';
import { StreamStatusStore } from '../media-servers';
import { NotifyListener } from '../platform/database/notify-listener';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

describe('pits', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  const send = (method: NonNullable<Sent['method']>, url: string, as: string, body?: unknown) =>
    backend.send({ method, url: `/api/v1${url}`, as, body });
  const put = (body: unknown, as = two.owner, pit = two.ourPit) =>
    send('PUT', `/pits/${pit}/camera`, as, body);

  it('shows pits by number, with their path, camera and live state', async () => {
    backend.app.get(StreamStatusStore).report(`workshop-${two.ours}/pit-1`, {
      ...UNKNOWN_STREAM,
      status: 'live',
      since: '2026-01-01T00:00:00.000Z',
      codec: 'H264',
      readers: 2,
    });
    expect(
      (await send('POST', `/workshops/${two.ours}/pits`, two.owner, { number: 7, name: 'Bay 7' })).status,
    ).toBe(201);
    await put({ kind: 'push' });
    const answer = await send('GET', `/workshops/${two.ours}/pits`, two.staff);
    expect(answer.body).toMatchObject({
      items: [
        {
          number: 1,
          name: null,
          path: `workshop-${two.ours}/pit-1`,
          camera: { kind: 'push' },
          stream: { status: 'live', readers: 2 },
        },
        { number: 7, name: 'Bay 7', camera: null, stream: { status: 'unknown', since: null } },
      ],
      next_cursor: null,
    });
    const first = (await send('GET', `/workshops/${two.ours}/pits?limit=1`, two.staff)).body as PitList;
    const next = await send(
      'GET',
      `/workshops/${two.ours}/pits?limit=1&cursor=${first.next_cursor}`,
      two.staff,
    );
    expect(next.body).toMatchObject({ items: [{ number: 7 }], next_cursor: null });
  });

  const RTSP = { kind: 'pull', url: 'rtsp://192.168.2.1/x' };
  const RIGHTS: [
    keyof TwoWorkshops,
    NonNullable<Sent['method']>,
    (two: TwoWorkshops) => string,
    unknown,
    number,
  ][] = [
    ['staff', 'GET', ({ ourPit }) => `/pits/${ourPit}`, undefined, 200],
    ['staff', 'GET', ({ theirPit }) => `/pits/${theirPit}`, undefined, 404],
    ['owner', 'GET', ({ theirPit }) => `/pits/${theirPit}`, undefined, 404],
    ['admin', 'GET', ({ theirPit }) => `/pits/${theirPit}`, undefined, 200],
    ['staff', 'GET', ({ theirs }) => `/workshops/${theirs}/pits`, undefined, 404],
    ['staff', 'POST', ({ ours }) => `/workshops/${ours}/pits`, { number: 2 }, 403],
    ['owner', 'POST', ({ theirs }) => `/workshops/${theirs}/pits`, { number: 2 }, 404],
    ['owner', 'POST', ({ ours }) => `/workshops/${ours}/pits`, { number: 1 }, 409],
    ['staff', 'PATCH', ({ ourPit }) => `/pits/${ourPit}`, { name: 'X' }, 403],
    ['owner', 'PATCH', ({ theirPit }) => `/pits/${theirPit}`, { name: 'X' }, 404],
    ['owner', 'PATCH', ({ ourPit }) => `/pits/${ourPit}`, { name: 'X' }, 200],
    ['owner', 'PATCH', ({ ourPit }) => `/pits/${ourPit}`, {}, 200],
    ['owner', 'PATCH', ({ ourPit }) => `/pits/${ourPit}`, { number: 3 }, 422],
    ['staff', 'DELETE', ({ ourPit }) => `/pits/${ourPit}`, undefined, 403],
    ['owner', 'DELETE', ({ theirPit }) => `/pits/${theirPit}`, undefined, 404],
    ['staff', 'PUT', ({ ourPit }) => `/pits/${ourPit}/camera`, RTSP, 403],
    ['owner', 'PUT', ({ theirPit }) => `/pits/${theirPit}/camera`, RTSP, 404],
    ['owner', 'GET', ({ theirPit }) => `/pits/${theirPit}/camera`, undefined, 404],
    ['staff', 'DELETE', ({ ourPit }) => `/pits/${ourPit}/camera`, undefined, 403],
    ['owner', 'DELETE', ({ theirPit }) => `/pits/${theirPit}/camera`, undefined, 404],
    ['staff', 'POST', ({ ourPit }) => `/pits/${ourPit}/publish-key`, undefined, 403],
    ['owner', 'POST', ({ theirPit }) => `/pits/${theirPit}/publish-key`, undefined, 404],
    ['admin', 'GET', () => '/pits/2147483648', undefined, 404],
    ['admin', 'GET', () => '/pits/-1', undefined, 404],
    ['admin', 'GET', () => "/pits/1'--", undefined, 404],
  ];
  it.each(RIGHTS)('answers %s %s (%#) as its role allows', async (who, method, address, body, status) => {
    const answer = await send(method, address(two), String(two[who]), body);
    expect([answer.status, address(two)]).toEqual([status, address(two)]);
  });

  it('keeps a name until it is removed', async () => {
    const url = `/pits/${two.ourPit}`;
    await send('PATCH', url, two.owner, { name: 'Left bay' });
    expect((await send('PATCH', url, two.owner, {})).body).toMatchObject({ name: 'Left bay' });
    expect((await send('PATCH', url, two.owner, { name: null })).body).toMatchObject({ name: null });
  });

  it('notifies of every change of a pit and its camera', async () => {
    const changed: number[] = [];
    await backend.app.get(NotifyListener).listen('pits_changed', {
      onNotify: (pit) => changed.push(pit),
    });
    const made = await send('POST', `/workshops/${two.ours}/pits`, two.owner, { number: 99 });
    const { id } = made.body as Pit;
    await put({ kind: 'push' }, two.owner, id);
    await send('POST', `/pits/${id}/publish-key`, two.owner);
    await send('DELETE', `/pits/${id}/camera`, two.owner);
    await put({ kind: 'push' }, two.owner, id);
    await send('DELETE', `/pits/${id}`, two.owner);
    // Those of the tests before may still be on their way.
    await waitFor(() => changed.filter((pit) => pit === id).length >= 6);
  });
});
