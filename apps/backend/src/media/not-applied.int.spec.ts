import { ControlApiStub, waitFor } from '@ppf/testing';
import type { Camera, MediaServerPlan, Pit } from '@ppf/contracts';
import { CameraEntity } from '../pits';
import { parseExposition } from '../testing/parse-exposition';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

const GOOD = { kind: 'pull', host: '127.0.0.1', port: 1554, path: '/good', user: 'u', password: 'zx81-pw' };

describe('a camera that cannot be applied', () => {
  let mediaMtx: ControlApiStub;
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let ours: string;
  let theirs: string;
  let turn = 0;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    backend = await startBackend({
      MEDIAMTX_API_URL: mediaMtx.url,
      METRICS_TOKEN: 'metrics-token-of-the-tests',
    });
    two = await makeTwoWorkshops(backend);
    [ours, theirs] = [`workshop-${two.ours}/pit-1`, `workshop-${two.theirs}/pit-1`];
  });
  afterAll(async () => {
    await backend.stop();
    await mediaMtx.stop();
  });

  const api = async <Body>(method: 'GET' | 'PUT', url: string, body?: unknown) =>
    (await backend.send({ method, url: `/api/v1${url}`, as: two.admin, ...(body ? { body } : {}) }))
      .body as Body;
  const put = (pit: number, camera: object) => api<Camera>('PUT', `/pits/${pit}/camera`, camera);
  const reason = async () =>
    (await api<Camera>('GET', `/pits/${two.ourPit}/camera`)).not_applied?.code ?? null;
  const sourceAt = (path: string) => mediaMtx.configs.get(path)?.['source'];
  const metric = async (name: string, labels: Record<string, string>) => {
    const headers = { authorization: 'Bearer metrics-token-of-the-tests' };
    const { text } = await backend.send({ url: '/metrics', headers });
    return parseExposition(text)
      .get(name)
      ?.samples.find((sample) => Object.entries(labels).every(([key, each]) => sample.labels[key] === each))
      ?.value;
  };
  /** Waits until all earlier runs of the reconciler have ended: a change of the other workshop has been applied. */
  const otherGoesOn = async () => {
    turn += 1;
    await put(two.theirPit, { ...GOOD, path: `/good-${turn}` });
    await waitFor(() => String(sourceAt(theirs)).endsWith(`/good-${turn}`));
  };
  const poison = async (columns: Partial<CameraEntity>) => {
    await put(two.ourPit, GOOD);
    await waitFor(() => sourceAt(ours));
    await backend.database.getRepository(CameraEntity).update({ pitId: two.ourPit }, columns);
  };

  it.each<[string, Partial<CameraEntity>, string]>([
    ['a line break in its path', { path: '/cam?ch=1\n&sub=0' }, 'invalid-address'],
    ['a delete character in its path', { path: '/cam\u007f' }, 'invalid-address'],
    ['a tab in its second path', { sub: true, subPath: '/sub\t' }, 'invalid-address'],
    ['a path without its slash', { path: 'live' }, 'invalid-address'],
    ['an invisible character in its host', { host: '127.0.0.1\u200b' }, 'invalid-address'],
    ['a line break in its user', { username: 'u\nx' }, 'invalid-address'],
    ['an impossible host', { host: '2130706433' }, 'address-not-allowed'],
    ['a host that is not allowed for cameras', { host: '169.254.169.254' }, 'address-not-allowed'],
    ['a user without a password', { sealedPassword: null }, 'incomplete-sign-in'],
    ['a password without a user', { username: null }, 'incomplete-sign-in'],
    [
      'MJPEG over HTTPS',
      { feed: 'mjpeg', tls: true, transcode: true, username: null, sealedPassword: null },
      'https-not-supported',
    ],
    [
      'a password that was never sealed, of another camera',
      { path: '/other', sealedPassword: 'garbage' },
      'unreadable-password',
    ],
    [
      'a password of another key, of another camera',
      { host: '127.0.0.2', sealedPassword: 'v1.0000.aa.bb' },
      'unreadable-password',
    ],
  ])(
    'because its row has %s, loses its old source, is reported, and does not block the others',
    async (_, columns, code) => {
      await poison(columns);
      await waitFor(async () => (await reason()) === code);
      await otherGoesOn();
      expect([...mediaMtx.configs.keys()].filter((path) => path.startsWith(ours))).toEqual([]);
      const pit = await api<Pit>('GET', `/pits/${two.ourPit}`);
      expect(pit.camera?.not_applied).toMatchObject({
        code,
        sentence: expect.any(String),
        fix: expect.any(String),
      });
      const plan = await api<MediaServerPlan>('GET', '/media-servers/1/plan');
      expect(plan.not_applied).toContainEqual({
        path: ours,
        code,
        sentence: pit.camera?.not_applied?.sentence,
      });
      expect(await metric('ppf_paths_not_applied', { reason: code })).toBeGreaterThanOrEqual(1);
      expect(JSON.stringify([pit, plan]) + backend.log.join('')).not.toContain('zx81-pw');
    },
  );

  it('keeps its source while its password cannot be decrypted, because the camera is the same', async () => {
    await poison({ sealedPassword: 'garbage' });
    await waitFor(async () => (await reason()) === 'unreadable-password');
    await otherGoesOn();
    expect(sourceAt(ours)).toContain('/good');
  });

  it('is pulled again, and reports nothing, once its settings are correct', async () => {
    await poison({ path: 'live' });
    await waitFor(async () => (await reason()) === 'invalid-address');
    expect((await put(two.ourPit, { ...GOOD, path: '/again' })).not_applied).toBeNull();
    await waitFor(() => String(sourceAt(ours)).endsWith('/again'));
    await otherGoesOn();
    expect(await reason()).toBeNull();
    expect(await metric('ppf_paths_not_applied', { reason: 'invalid-address' })).toBe(0);
  });

  it('loses its old source when MediaMTX refuses the new one, until its settings are correct', async () => {
    await put(two.ourPit, GOOD);
    await waitFor(() => String(sourceAt(ours)).endsWith('/good'));
    mediaMtx.refuses = (config) => config.includes('/refused');
    await put(two.ourPit, { ...GOOD, path: '/refused' });
    await waitFor(async () => (await reason()) === 'refused-by-media-server');
    expect(mediaMtx.configs.has(ours)).toBe(false);
    await otherGoesOn();
    const plan = await api<MediaServerPlan>('GET', '/media-servers/1/plan');
    expect(plan.not_applied.map(({ path, code }) => [path, code])).toEqual([
      [ours, 'refused-by-media-server'],
    ]);
    expect(await metric('ppf_paths_not_applied', { reason: 'refused-by-media-server' })).toBe(1);
    await put(two.ourPit, GOOD);
    await waitFor(() => String(sourceAt(ours)).endsWith('/good'));
    await waitFor(async () => (await reason()) === null);
  });

  it('with an address that needs encoding is pulled, re-encoded or not, and blocks no other camera', async () => {
    const url = 'http://127.0.0.1:9/😀';
    expect(await put(two.ourPit, { kind: 'pull', url })).toMatchObject({ path: '/%F0%9F%98%80' });
    await waitFor(() => String(mediaMtx.configs.get(ours)?.['runOnInit']).includes('/%F0%9F%98%80'));
    await otherGoesOn();
    await backend.database.getRepository(CameraEntity).update({ pitId: two.ourPit }, { path: '/😀' });
    await otherGoesOn();
    expect(await reason()).toBeNull();
  });

  it('is not pulled where the stored networks of its workshop cannot be read', async () => {
    await put(two.ourPit, GOOD);
    await waitFor(() => sourceAt(ours));
    await backend.database.query(`UPDATE workshop SET camera_networks = '{nonsense}' WHERE id = $1`, [
      two.ours,
    ]);
    await waitFor(async () => (await reason()) === 'address-not-allowed');
    await otherGoesOn();
    expect(await metric('ppf_faulty_rows', { task: 'camera-hosts' })).toBe(1);
    await backend.database.query('UPDATE workshop SET camera_networks = NULL WHERE id = $1', [two.ours]);
    await waitFor(async () => (await reason()) === null);
    expect(await metric('ppf_faulty_rows', { task: 'camera-hosts' })).toBe(0);
  });
});
