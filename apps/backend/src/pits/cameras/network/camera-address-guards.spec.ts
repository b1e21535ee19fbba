import type { Principal } from '../../../auth/index';
import { CameraAddressGuards } from './camera-address-guards';

const never = () => new Promise<readonly string[]>(() => undefined);
const owner = (workshopId: number): Principal => ({ id: workshopId, role: 'owner', workshopId });
const PLACES = {
  networks: { allow: ['192.168.0.0/16' as const], allowPublic: false },
  own: [{ host: 'media', port: 8554 }],
  ownPorts: [],
  loopbackForAll: false,
};

describe('CameraNetwork', () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    'camera.lan': ['192.168.1.5'],
    'alias.lan': ['192.168.1.2'],
    media: ['192.168.1.2'],
  };
  const resolve = (name: string) => (names[name] ? Promise.resolve(names[name] ?? []) : never());
  const many = (judge: (host: string) => Promise<unknown>) =>
    Array.from({ length: 500 }, (_, n) => judge(`dead-${n}.lan`));

  it('validates the cameras of one workshop while the names of another get no answer', async () => {
    const network = new CameraAddressGuards(PLACES, resolve);
    const gone = new AbortController();
    const dead = many((host) => network.guardFor(owner(1), null, gone.signal).judge(host, 554));
    const guard = network.guardFor(owner(2), null);
    expect(await guard.judge('camera.lan', 554)).toEqual({ kind: 'allowed', addresses: ['192.168.1.5'] });
    expect(await guard.judge('alias.lan', 8554)).toEqual({ kind: 'refused', reason: 'own-address' });
    gone.abort();
    expect(new Set((await Promise.all(dead)).map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"kind":"unresolvable"}']),
    );
  });

  it('finds the saved cameras of one workshop while the names of another get no answer', async () => {
    const guards = new CameraAddressGuards(PLACES, resolve).guardsForSaved();
    void many((host) => guards.of(host, null, 1).judge(host, 554));
    const found = await guards.of('camera.lan', null, 2).judge('camera.lan', 554);
    expect(found).toEqual({ kind: 'allowed', addresses: ['192.168.1.5'] });
  });
});
