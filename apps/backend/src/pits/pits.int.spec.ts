import type { Camera, Pit, PitList, PublishKey } from '@ppf/contracts';
import { CameraEntity, CameraSource, PitStreamBoard } from '.';
import { hashSecret } from '../platform/crypto/secrets';
import { ListenNotify } from '../platform/database/listen-notify';
import { SealingConfig } from '../config/auth.config';
import { Sealing } from '../platform/crypto/sealing';
import { ResealCameras } from './reseal-cameras';
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
  const camera = () => backend.database.getRepository(CameraEntity).findOneByOrFail({ pitId: two.ourPit });
  const sourceUrl = async () => backend.app.get(CameraSource).urlOf(await camera());

  it('shows pits by number, with their path, camera and live state', async () => {
    backend.app.get(PitStreamBoard).report(`workshop-${two.ours}/pit-1`, {
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

  const RTSP = { kind: 'pull', url: 'rtsp://192.0.2.1/x' };
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

  describe('a pulled camera', () => {
    const PASSWORD = 'p@ss/w?rd#1 %:';

    it('is taken apart, shown without its password, and opened for the media server only', async () => {
      const answer = await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.0.2.9:8554/live?ch=1` });
      expect(answer.status).toBe(200);
      const shown: Camera = {
        kind: 'pull',
        tls: false,
        host: '192.0.2.9',
        port: 8554,
        path: '/live?ch=1',
        user: 'admin',
        has_password: true,
        transport: 'tcp',
        on_demand: false,
        has_publish_key: false,
      };
      expect(answer.body).toEqual(shown);
      expect((await send('GET', `/pits/${two.ourPit}/camera`, two.staff)).body).toEqual(shown);
      expect((await send('GET', `/pits/${two.ourPit}`, two.staff)).body).toMatchObject({ camera: shown });
      expect(await sourceUrl()).toBe('rtsp://admin:p%40ss%2Fw%3Frd%231%20%25%3A@192.0.2.9:8554/live?ch=1');
    });

    it('has its password sealed for this pit: in another row it cannot be opened', async () => {
      const row = await camera();
      expect(JSON.stringify(await backend.database.query('SELECT * FROM camera'))).not.toContain(PASSWORD);
      expect(() => backend.app.get(CameraSource).urlOf({ ...row, pitId: two.theirPit })).toThrow(
        /another row/,
      );
    });

    it.each([
      ['the same host and user', { host: '192.0.2.9', user: 'admin', path: '/other' }, true],
      ['another host', { host: '192.0.2.66', user: 'admin' }, false],
      ['another user', { host: '192.0.2.9', user: 'root' }, false],
      ['an empty password', { host: '192.0.2.9', user: 'admin', password: '' }, false],
    ])('keeps the password for %s: %j → %s', async (_, fields, kept) => {
      await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.0.2.9/live` });
      expect((await put({ kind: 'pull', ...fields })).body).toMatchObject({ has_password: kept });
    });

    it('is sealed anew at the start after SEALING_KEY was changed', async () => {
      await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.0.2.9/live` });
      const key = Buffer.alloc(32, 'another key');
      const previousKey = backend.app.get(SealingConfig).key;
      const rotating = new Sealing({ key, previousKey } as SealingConfig);
      const cameras = backend.database.getRepository(CameraEntity);
      await new ResealCameras(cameras, rotating).onApplicationBootstrap();
      const rotated = new CameraSource(new Sealing({ key, previousKey: null } as SealingConfig));
      expect(rotated.urlOf(await camera())).toContain('p%40ss');
      await put({ kind: 'pull', host: '192.0.2.1' });
    });

    it('says why an address cannot be a camera’s', async () => {
      const answer = await put({ kind: 'pull', host: '169.254.169.254' });
      expect(answer).toMatchObject({ status: 422, body: { code: 'camera-address-refused' } });
      expect(answer.text).toMatch(/reserved/);
    });

    it('lets a camera be replaced by several people at once', async () => {
      await send('DELETE', `/pits/${two.ourPit}/camera`, two.owner);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => put({ kind: 'pull', host: `192.0.2.${n + 1}` })),
      );
      expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    });
  });

  describe('a publish key', () => {
    const make = () => send('POST', `/pits/${two.ourPit}/publish-key`, two.owner);

    it('is shown once, kept as a hash, and ends the key before', async () => {
      await put({ kind: 'push' });
      const first = (await make()).body as PublishKey;
      expect(first.key).toMatch(/^[\w-]{32}$/);
      expect(first.publish_url).toBe(
        `rtsp://pit-${two.ourPit}:${first.key}@127.0.0.1:8554/workshop-${two.ours}/pit-1`,
      );
      expect(first.publish_url_with_query).toBe(
        `rtsp://127.0.0.1:8554/workshop-${two.ours}/pit-1?token=${first.key}`,
      );
      expect((await camera()).publishKeyHash).toEqual(hashSecret(first.key));
      const second = (await make()).body as PublishKey;
      expect((await camera()).publishKeyHash).toEqual(hashSecret(second.key));
      const shown = await send('GET', `/pits/${two.ourPit}/camera`, two.owner);
      expect(shown.body).toMatchObject({ kind: 'push', has_publish_key: true });
      expect(shown.text).not.toContain(second.key);
    });

    it('stays when the camera is set up as push again, and goes with the kind', async () => {
      await put({ kind: 'push' });
      await make();
      expect((await put({ kind: 'push' })).body).toMatchObject({ has_publish_key: true });
      expect((await put({ kind: 'pull', host: '192.0.2.1' })).body).toMatchObject({ has_publish_key: false });
      expect((await put({ kind: 'push' })).body).toMatchObject({
        has_publish_key: false,
        has_password: false,
      });
    });

    it('is for cameras that push', async () => {
      await put({ kind: 'pull', host: '192.0.2.1' });
      expect(await make()).toMatchObject({ status: 409, body: { code: 'camera-is-not-push' } });
      await send('DELETE', `/pits/${two.ourPit}/camera`, two.owner);
      expect(await make()).toMatchObject({ status: 404, body: { code: 'camera-not-found' } });
    });
  });

  it('notifies of every change of a pit and its camera', async () => {
    const changed: string[] = [];
    await backend.app.get(ListenNotify).listen('pits_changed', {
      notified: (pit) => changed.push(pit),
      reconnected: () => undefined,
    });
    const made = await send('POST', `/workshops/${two.ours}/pits`, two.owner, { number: 99 });
    const { id } = made.body as Pit;
    await put({ kind: 'push' }, two.owner, id);
    await send('POST', `/pits/${id}/publish-key`, two.owner);
    await send('DELETE', `/pits/${id}/camera`, two.owner);
    await put({ kind: 'push' }, two.owner, id);
    await send('DELETE', `/pits/${id}`, two.owner);
    await waitUntil(() => changed.length >= 6);
    expect(new Set(changed)).toEqual(new Set([String(id)]));
  });

  it('writes no password and no key into the log', () => {
    const log = backend.log.join('');
    expect(log).not.toMatch(/p@ss|p%40ss|rtsp:\/\/(?!\*\*\*)/);
  });
});

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 200) throw new Error('It did not happen within two seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
