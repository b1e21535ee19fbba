import type { Principal } from '../../../auth';
import { CameraAddressGuards } from './camera-address-guards';

const never = () => new Promise<readonly string[]>(() => undefined);
const owner = (workshopId: number): Principal => ({
  id: workshopId,
  role: 'owner',
  workshopId,
  pitIds: null,
});
const SETTINGS = {
  networks: { allow: ['192.168.0.0/16' as const], allowPublic: false },
  own: [{ host: 'media', port: 8554 }],
  ownPorts: [],
  loopbackForAll: false,
};

describe('CameraAddressGuards', () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    'camera.lan': ['192.168.1.5'],
    'alias.lan': ['192.168.1.2'],
    media: ['192.168.1.2'],
  };
  const resolve = (name: string) => (names[name] ? Promise.resolve(names[name] ?? []) : never());
  const many = (check: (host: string) => Promise<unknown>) =>
    Array.from({ length: 500 }, (_, n) => check(`dead-${n}.lan`));

  it('checks the cameras of one workshop while lookups of another get no response', async () => {
    const guards = new CameraAddressGuards(SETTINGS, resolve);
    const gone = new AbortController();
    const dead = many((host) => guards.guardFor(owner(1), null, gone.signal).check(host, 554));
    const guard = guards.guardFor(owner(2), null);
    expect(await guard.check('camera.lan', 554)).toEqual({ kind: 'allowed', addresses: ['192.168.1.5'] });
    expect(await guard.check('alias.lan', 8554)).toEqual({ kind: 'refused', reason: 'own-address' });
    gone.abort();
    expect(new Set((await Promise.all(dead)).map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"kind":"unresolvable"}']),
    );
  });

  it('resolves the stored cameras of one workshop while lookups of another get no response', async () => {
    const guards = new CameraAddressGuards(SETTINGS, resolve).guardsForSaved();
    void many((host) => guards.of(host, null, 1).check(host, 554));
    const found = await guards.of('camera.lan', null, 2).check('camera.lan', 554);
    expect(found).toEqual({ kind: 'allowed', addresses: ['192.168.1.5'] });
  });

  it('keeps the last addresses of its own names refused while a name cannot be resolved', async () => {
    const own = new Map([['media', ['192.168.1.2']]]);
    const guards = new CameraAddressGuards(SETTINGS, async (name) => own.get(name) ?? []);
    const check = (host: string) => guards.guardFor(owner(1), null).check(host, 8554);
    expect(await check('192.168.1.2')).toEqual({ kind: 'refused', reason: 'own-address' });
    own.clear();
    expect(await check('192.168.1.2')).toEqual({ kind: 'refused', reason: 'own-address' });
    expect(await check('192.168.1.3')).toMatchObject({ kind: 'allowed' });
    own.set('media', ['192.168.1.3']);
    expect(await check('192.168.1.3')).toEqual({ kind: 'refused', reason: 'own-address' });
  });

  it('refuses the port of an essential endpoint whose name was never resolved', async () => {
    const settings = { ...SETTINGS, own: [{ host: 'media', port: 8554, isEssential: true }] };
    const guards = new CameraAddressGuards(settings, async () => []);
    const check = (port: number) => guards.guardFor(owner(1), null).check('192.168.1.2', port);
    expect(await check(8554)).toEqual({ kind: 'refused', reason: 'own-name-unresolved' });
    expect(await check(554)).toMatchObject({ kind: 'allowed' });
  });
});
