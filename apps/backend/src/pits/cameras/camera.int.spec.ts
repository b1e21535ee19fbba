import type { Camera, PublishKey } from '@ppf/contracts';
import { CameraEntity, CameraSource } from '..';
import { SealingConfig } from '../../config/auth.config';
import { hashSecret } from '../../platform/crypto/secrets';
import { Sealing } from '../../platform/crypto/sealing';
import { RowFaults } from '../../platform/observability/row-faults';
import { type BackendUnderTest, type Sent, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';
import { ResealCameras } from './reseal-cameras';

describe('cameras', () => {
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
  const sourceUrl = async () => backend.app.get(CameraSource).urlOf(await camera(), 'main');

  describe('a pulled camera', () => {
    const PASSWORD = 'p@ss/w?rd#1 %:';

    it('is split into parts, shown without its password, and decrypted for the media server only', async () => {
      const answer = await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.168.2.9:8554/live?ch=1` });
      expect(answer.status).toBe(200);
      const shown: Camera = {
        kind: 'pull',
        paused: false,
        pause_reason: null,
        not_applied: null,
        feed: 'rtsp',
        tls: false,
        tls_fingerprint: null,
        host: '192.168.2.9',
        port: 8554,
        path: '/live?ch=1',
        user: 'admin',
        has_password: true,
        transport: 'tcp',
        sub_path: null,
        on_demand: false,
        transcode: false,
        sub: false,
        allow_list: [],
        has_publish_key: false,
        publish_address: null,
        publish_address_changed_at: null,
        sub_publish_address: null,
      };
      expect(answer.body).toEqual(shown);
      for (const url of [`/pits/${two.ourPit}`, `/workshops/${two.ours}/pits`])
        expect(JSON.stringify((await send('GET', url, two.owner)).body)).toContain('/live?ch=1');
      expect((await send('GET', `/pits/${two.ourPit}/camera`, two.owner)).body).toEqual(shown);
    });

    it('hides paths and user, which may contain credentials, from staff', async () => {
      const path = '/user=admin&password=s3cret&channel=1.sdp';
      const sub = '/user=admin&password=s3cret&channel=2.sdp';
      const body = { kind: 'pull', url: `rtsp://watcher:x@192.168.2.9${path}`, sub_path: sub };
      expect((await put(body)).body).toMatchObject({ path, sub_path: sub, user: 'watcher' });
      for (const url of [
        `/pits/${two.ourPit}/camera`,
        `/pits/${two.ourPit}`,
        `/workshops/${two.ours}/pits`,
      ]) {
        const { status, body: seen } = await send('GET', url, two.staff);
        expect(status).toBe(200);
        expect(JSON.stringify(seen)).toContain('192.168.2.9');
        expect(JSON.stringify(seen)).not.toMatch(/s3cret|watcher/);
      }
      expect((await send('GET', `/pits/${two.ourPit}/camera`, two.staff)).body).toMatchObject({
        path: null,
        sub_path: null,
        user: null,
        sub: true,
        has_password: true,
      });
      await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.168.2.9:8554/live?ch=1` });
      expect(await sourceUrl()).toBe('rtsp://admin:p%40ss%2Fw%3Frd%231%20%25%3A@192.168.2.9:8554/live?ch=1');
    });

    it('has a password that is sealed for this pit and cannot be decrypted in another row', async () => {
      const row = await camera();
      expect(JSON.stringify(await backend.database.query('SELECT * FROM camera'))).not.toContain(PASSWORD);
      expect(() => backend.app.get(CameraSource).urlOf({ ...row, pitId: two.theirPit }, 'main')).toThrow(
        /another row/,
      );
    });

    it.each([
      ['the same host and user', { host: '192.168.2.9', user: 'admin', path: '/other' }, true],
      ['another port', { host: '192.168.2.9', port: 8554, user: 'admin' }, 'password'],
      ['another host', { host: '192.168.2.66', user: 'admin' }, 'password'],
      ['another user', { host: '192.168.2.9', user: 'root' }, 'password'],
      ['an empty password', { host: '192.168.2.9', user: 'admin', password: '' }, 'password'],
      ['no user', { host: '192.168.2.9', password: 'zx81' }, 'user'],
      ['no sign-in', { host: '192.168.2.9' }, false],
    ])('keeps the password, or refuses an incomplete sign-in, for %s: %j → %s', async (_, fields, kept) => {
      await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.168.2.9/live` });
      const { status, body } = await put({ kind: 'pull', ...fields });
      if (typeof kept === 'boolean') expect(body).toMatchObject({ has_password: kept });
      else expect({ status, ...(body as object) }).toMatchObject({ status: 422, errors: [{ field: kept }] });
    });

    it('is sealed again at startup after a change of SEALING_KEY', async () => {
      await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@192.168.2.9/live` });
      const key = Buffer.alloc(32, 'another key');
      const previousKey = backend.app.get(SealingConfig).key;
      const rotating = new Sealing({ key, previousKey } as SealingConfig);
      const cameras = backend.database.getRepository(CameraEntity);
      await new ResealCameras(cameras, rotating, backend.app.get(RowFaults)).onApplicationBootstrap();
      const rotated = new CameraSource(new Sealing({ key, previousKey: null } as SealingConfig));
      expect(rotated.urlOf(await camera(), 'main')).toContain('p%40ss');
      await put({ kind: 'pull', host: '192.168.2.1' });
    });

    it.each([
      ['169.254.169.254', 554, /the server’s cloud/],
      ['127.0.0.1', 3000, /belong to this service/],
      ['127.0.0.1', 8554, /belong to this service/],
      ['::1', 1, /belong to this service/],
      ['8.8.8.8', 554, /ask the operator/],
      ['100.64.0.9', 554, /Ask the operator/],
      ['0x7f.1', 554, /ambiguous/],
    ])('reports why a camera cannot use %s port %i, and what to do', async (host, port, why) => {
      const answer = await put({ kind: 'pull', host, port });
      expect(answer).toMatchObject({ status: 422, body: { code: 'camera-address-refused' } });
      expect(answer.text).toMatch(why);
    });

    it('treats null as absent', async () => {
      const nothing = { url: null, port: null, path: null, user: null, password: null, tls: null };
      const answer = await put({ kind: 'pull', host: '192.168.2.1', ...nothing });
      expect(answer).toMatchObject({ status: 200, body: { port: 554, path: '/', user: null, tls: false } });
      expect((await put({ kind: 'pull', host: null })).status).toBe(422);
    });

    it('can only be in the networks of its workshop', async () => {
      const keepTo = (camera_networks: string[] | null, as = two.owner) =>
        send('PATCH', `/workshops/${two.ours}`, as, { camera_networks });
      const at = async (host: string) => (await put({ kind: 'pull', host })).status;
      expect((await keepTo(['192.168.7.0/24'], two.staff)).status).toBe(403);
      expect((await keepTo(['8.8.8.0/24'])).status).toBe(422);
      expect((await keepTo(['192.168.7.0/24'])).body).toMatchObject({ camera_networks: ['192.168.7.0/24'] });
      expect([await at('192.168.7.9'), await at('192.168.2.9'), await at('10.0.0.9')]).toEqual([
        200, 422, 422,
      ]);
      expect((await keepTo(null)).body).toMatchObject({ camera_networks: null });
      expect(await at('192.168.2.9')).toBe(200);
    });

    it('may have a name that cannot be looked up yet', async () => {
      expect((await put({ kind: 'pull', host: 'camera.invalid' })).status).toBe(200);
    });

    it('allows concurrent replacements of a camera', async () => {
      await send('DELETE', `/pits/${two.ourPit}/camera`, two.owner);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => put({ kind: 'pull', host: `192.168.2.${n + 1}` })),
      );
      expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    });
  });

  describe('a publish key', () => {
    const make = () => send('POST', `/pits/${two.ourPit}/publish-key`, two.owner);

    it('is shown once, stored as a hash, and replaces the previous key', async () => {
      await put({ kind: 'push' });
      const first = (await make()).body as PublishKey;
      expect(first.key).toMatch(/^[\w-]{32}$/);
      expect(first.publish_url).toBe(
        `rtsp://pit-${two.ourPit}:${first.key}@127.0.0.1:8554/workshop-${two.ours}/pit-1`,
      );
      expect(first.publish_url_with_query).toBe(
        `rtsp://127.0.0.1:8554/workshop-${two.ours}/pit-1?token=${first.key}`,
      );
      expect(first).toMatchObject({
        whip_url: `http://127.0.0.1:8889/workshop-${two.ours}/pit-1/whip`,
        sub_whip_url: null,
        lan_hosts: expect.any(Array) as string[],
      });
      expect((await camera()).publishKeyHash).toEqual(hashSecret(first.key));
      const second = (await make()).body as PublishKey;
      expect((await camera()).publishKeyHash).toEqual(hashSecret(second.key));
      const shown = await send('GET', `/pits/${two.ourPit}/camera`, two.owner);
      expect(shown.body).toMatchObject({ kind: 'push', has_publish_key: true });
      expect(shown.text).not.toContain(second.key);
    });

    it('records its time, for comparison with earlier publishers', async () => {
      const since = async () =>
        (
          await backend.database.query<{ since: Date | null }[]>(
            'SELECT publishing_since AS since FROM camera WHERE pit_id = $1',
            [two.ourPit],
          )
        )[0]?.since;
      await put({ kind: 'pull', host: '192.168.2.1' });
      await put({ kind: 'push' });
      const none = await since();
      await make();
      expect(await since()).toEqual(none);
      await make();
      const first = await since();
      expect(first).not.toEqual(none);
      await send('PUT', `/pits/${two.ourPit}/camera`, two.owner, { kind: 'push' });
      expect(await since()).toEqual(first);
      await make();
      expect((await since())?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
    });

    it('is kept when the camera is saved as push again, and deleted with the kind', async () => {
      await put({ kind: 'push' });
      await make();
      expect((await put({ kind: 'push' })).body).toMatchObject({ has_publish_key: true });
      expect((await put({ kind: 'pull', host: '192.168.2.1' })).body).toMatchObject({
        has_publish_key: false,
      });
      expect((await put({ kind: 'push' })).body).toMatchObject({
        has_publish_key: false,
        has_password: false,
      });
    });

    it('is for cameras that push', async () => {
      await put({ kind: 'pull', host: '192.168.2.1' });
      expect(await make()).toMatchObject({ status: 409, body: { code: 'camera-is-not-push' } });
      await send('DELETE', `/pits/${two.ourPit}/camera`, two.owner);
      expect(await make()).toMatchObject({ status: 404, body: { code: 'camera-not-found' } });
    });
  });

  it('writes no password and no key into the log', () => {
    const log = backend.log.join('');
    expect(log).not.toMatch(/p@ss|p%40ss|rtsp:\/\/(?!\*\*\*)/);
  });
});
