import { CameraAddressGuard } from './camera-address-guard';
import { type CameraAddressPolicy, LOCAL_NETWORK_ONLY } from './camera-address-policy';
import { endpointsOfThisMachine } from './own-endpoints';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'camera.lan': ['192.168.1.20', 'fd00::20'],
  'half-bad.lan': ['192.168.1.20', '169.254.169.254'],
  'inside.example': ['127.0.0.1'],
  'mapped.example': ['::ffff:192.168.1.20'],
  mediamtx: ['172.18.0.4'],
  'also-mediamtx.lan': ['172.18.0.4'],
  'metadata.google.internal': ['169.254.169.254'],
  'many.example': Array.from({ length: 17 }, (_, index) => `192.168.1.${index}`),
  localhost: ['127.0.0.1', '::1'],
};

const guard = (policy: Partial<CameraAddressPolicy> = {}) =>
  new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, ...policy }, async (name) => NAMES[name] ?? []);

describe('CameraAddressGuard', () => {
  it('returns every address of a name', async () => {
    expect(await guard().check('Camera.LAN', 554)).toEqual({
      kind: 'allowed',
      addresses: ['192.168.1.20', 'fd00::20'],
    });
  });

  it.each([
    ['half-bad.lan', 'metadata'],
    ['inside.example', 'loopback'],
    ['mapped.example', 'ipv4-in-ipv6'],
    ['metadata.google.internal', 'metadata'],
    ['localhost', 'loopback'],
    ['some.localhost', 'loopback'],
    ['0x7f.1', 'odd-notation'],
    ['10.0.0.1 ', 'not-a-host'],
    ['8.8.8.8', 'public-not-allowed'],
  ])('refuses %p: %s', async (host, reason) => {
    expect(await guard().check(host, 554)).toEqual({ kind: 'refused', reason });
  });

  it.each(['nowhere.example', 'many.example'])('does not resolve %s', async (host) => {
    expect(await guard().check(host, 554)).toEqual({ kind: 'unresolvable' });
  });

  it('refuses MediaMTX by its name, by another name and by its address', async () => {
    const own = guard({ own: [{ host: 'mediamtx', port: 8554 }] });
    const refused = { kind: 'refused', reason: 'own-address' };
    expect(await own.check('mediamtx', 8554)).toEqual(refused);
    expect(await own.check('also-mediamtx.lan', 8554)).toEqual(refused);
    expect(await own.check('172.18.0.4', 8554)).toEqual(refused);
    expect(await own.check('172.18.0.4', 554)).toEqual({ kind: 'allowed', addresses: ['172.18.0.4'] });
  });

  it('refuses addresses at the port of an essential endpoint whose name cannot be resolved', async () => {
    const names = new Map<string, readonly string[]>();
    const policy: CameraAddressPolicy = {
      ...LOCAL_NETWORK_ONLY,
      own: [
        { host: 'api.lan', port: 9997, isEssential: true },
        { host: 'public.example', port: 80 },
      ],
    };
    const check = (host: string, port: number) =>
      new CameraAddressGuard(policy, async (name) => names.get(name) ?? []).check(host, port);
    const unresolved = { kind: 'refused', reason: 'own-name-unresolved' };
    expect(await check('192.168.1.2', 9997)).toEqual(unresolved);
    expect(await check('192.168.1.2', 554)).toMatchObject({ kind: 'allowed' });
    expect(await check('192.168.1.2', 80)).toMatchObject({ kind: 'allowed' });
    names.set('api.lan', ['192.168.1.2']);
    expect(await check('192.168.1.2', 9997)).toEqual({ kind: 'refused', reason: 'own-address' });
    expect(await check('192.168.1.3', 9997)).toMatchObject({ kind: 'allowed' });
  });

  it('resolves the names of this installation once for any number of cameras', async () => {
    const lookups: string[] = [];
    const once = new CameraAddressGuard(
      { ...LOCAL_NETWORK_ONLY, own: [{ host: 'mediamtx', port: 8554 }] },
      async (name) => (lookups.push(name), NAMES[name] ?? []),
    );
    const checks = ['192.168.1.20', '172.18.0.4', 'camera.lan', 'also-mediamtx.lan'].map((host) =>
      once.check(host, 8554),
    );
    const kinds = (await Promise.all(checks)).map(({ kind }) => kind);
    expect(kinds).toEqual(['allowed', 'refused', 'allowed', 'refused']);
    expect(lookups.sort()).toEqual(['also-mediamtx.lan', 'camera.lan', 'mediamtx']);
  });

  it('resolves a name at each use, so that DNS rebinding is refused', async () => {
    const answers = [['192.168.1.20'], ['127.0.0.1']];
    const rebound = new CameraAddressGuard(LOCAL_NETWORK_ONLY, async () => answers.shift() ?? []);
    expect(await rebound.check('rebind.example', 554)).toMatchObject({ kind: 'allowed' });
    expect(await rebound.check('rebind.example', 554)).toEqual({ kind: 'refused', reason: 'loopback' });
  });

  it('treats a failed lookup as an unresolvable name', async () => {
    const failing = new CameraAddressGuard(LOCAL_NETWORK_ONLY, () => Promise.reject(new Error('SERVFAIL')));
    expect(await failing.check('camera.lan', 554)).toEqual({ kind: 'unresolvable' });
  });

  it('resolves names as the operating system does', async () => {
    const real = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, exempt: ['127.0.0.0/8', '::1/128'] });
    expect(await real.check('localhost', 10554)).toMatchObject({ kind: 'allowed' });
  });

  it('lists the addresses of this machine', () => {
    expect(endpointsOfThisMachine([3000, 8554])).toEqual(
      expect.arrayContaining([
        { host: '127.0.0.1', port: 3000 },
        { host: '127.0.0.1', port: 8554 },
      ]),
    );
  });
});
