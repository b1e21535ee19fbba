import { ConsoleLogger, Logger } from '@nestjs/common';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';
import { CameraAddressGuards } from './network/camera-address-guards';
import type { CameraEntity } from './camera.entity';
import { SavedCameraHostResolver } from './saved-camera-host-resolver';
import type { WorkshopCameraNetworks } from './network/workshop-camera-networks';

const NETWORKS = { allow: ['192.168.0.0/16'], allowPublic: false };

describe('SavedCameraHostResolver', () => {
  let names: Record<string, string[]>;
  let lookups: string[];
  let hosts: SavedCameraHostResolver;
  let logged: string[];
  let workshop: string[] | null;

  beforeEach(() => {
    names = { camera: ['192.168.1.5', '192.168.1.6'], media: ['192.168.1.2'] };
    lookups = [];
    logged = [];
    Logger.overrideLogger({ log: () => {}, error: () => {}, warn: (text: string) => void logged.push(text) });
    const own = [
      { host: 'media', port: 8554 },
      { host: 'database', port: 5432, isEssential: true },
    ];
    const settings = { networks: NETWORKS, own, ownPorts: [3000], loopbackForAll: false };
    const lookUp = async (name: string) => {
      lookups.push(name);
      return names[name] ?? [];
    };
    workshop = null;
    const chosen = {
      ofPits: async () => new Map([[1, { workshopId: 1, networks: workshop }]]),
    } as unknown as WorkshopCameraNetworks;
    hosts = new SavedCameraHostResolver(
      new CameraAddressGuards(settings, lookUp),
      chosen,
      new RowFaults(new Metrics()),
    );
  });

  afterAll(() => Logger.overrideLogger(new ConsoleLogger()));

  const camera = (host: string, more: Partial<CameraEntity> = {}) =>
    ({
      id: 1,
      pitId: 1,
      kind: 'pull',
      tls: false,
      tlsFingerprint: null,
      host,
      port: 554,
      ...more,
    }) as CameraEntity;
  const resolve = async (host: string, more: Partial<CameraEntity> = {}) =>
    (await hosts.resolve([camera(host, more)])).get(1);

  it.each([
    ['an address', '192.168.1.9', {}, { kind: 'resolved', host: '192.168.1.9' }],
    ['a name', 'camera', {}, { kind: 'resolved', host: '192.168.1.5' }],
    [
      'a name with TLS, for which its certificate is valid',
      'camera',
      { tls: true },
      { kind: 'resolved', host: 'camera' },
    ],
    [
      'a name with TLS and a self-signed certificate',
      'camera',
      { tls: true, tlsFingerprint: 'ab' },
      { kind: 'resolved', host: '192.168.1.5' },
    ],
    ['a name that cannot be resolved', 'gone', {}, { kind: 'unknown' }],
    ['an address that is not allowed', '10.0.0.9', {}, { kind: 'unavailable' }],
    ['the media server', 'media', { port: 8554 }, { kind: 'unavailable' }],
    ['the media server, by address', '192.168.1.2', { port: 8554 }, { kind: 'unavailable' }],
    [
      'a loopback address that the operator entered',
      '127.0.0.1',
      {},
      { kind: 'resolved', host: '127.0.0.1' },
    ],
    ['this service on loopback', '127.0.0.1', { port: 3000 }, { kind: 'unavailable' }],
    [
      'the port of an essential name that cannot be resolved',
      '192.168.1.9',
      { port: 5432 },
      { kind: 'unknown' },
    ],
  ])('resolves %s', async (_, host, more, expected) => {
    expect(await resolve(host, more)).toEqual(expected);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['the cloud’s metadata', '169.254.169.254'],
    ['the internet', '8.8.8.8'],
    ['a camera and loopback', '192.168.1.5,127.0.0.1'],
  ])('removes a camera while its name resolves to %s', async (_, addresses) => {
    expect(await resolve('camera')).toEqual({ kind: 'resolved', host: '192.168.1.5' });
    names['camera'] = addresses.split(',');
    expect(await resolve('camera')).toEqual({ kind: 'unavailable' });
    expect(await resolve('camera')).toEqual({ kind: 'unavailable' });
    expect(logged).toEqual([expect.stringMatching(/^The camera of pit 1 is not pulled\. This/)]);
    names['camera'] = ['192.168.1.5'];
    expect(await resolve('camera')).toEqual({ kind: 'resolved', host: '192.168.1.5' });
  });

  it.each([
    [['192.168.1.0/24'], 'resolved'],
    [['192.168.2.0/24'], 'unavailable'],
    [['192.168.2.0/24', '192.168.1.5/32', '192.168.1.6'], 'resolved'],
    // A workshop cannot allow what the operator does not.
    [['10.0.0.0/8', 'public'], 'unavailable'],
  ])('resolves a camera of a workshop restricted to %j: %s', async (networks, kind) => {
    workshop = networks;
    expect(await resolve('camera')).toMatchObject({ kind });
    expect(await resolve('10.0.0.9')).toEqual({ kind: 'unavailable' });
    expect(await resolve('8.8.8.8')).toEqual({ kind: 'unavailable' });
  });

  it('resolves nothing for a deleted pit', async () => {
    const [gone] = await hosts.resolve([camera('192.168.1.5', { pitId: 2 })]);
    expect(gone).toEqual([1, { kind: 'unavailable' }]);
  });

  it('keeps the address while the name resolves to it, in any order', async () => {
    await resolve('camera');
    names['camera'] = ['192.168.1.6', '192.168.1.5'];
    expect(await resolve('camera')).toEqual({ kind: 'resolved', host: '192.168.1.5' });
    names['camera'] = ['192.168.1.6'];
    expect(await resolve('camera')).toEqual({ kind: 'resolved', host: '192.168.1.6' });
  });

  it('keeps the address while the name cannot be resolved, but not for another name', async () => {
    await resolve('camera');
    names = {};
    expect(await resolve('camera')).toEqual({ kind: 'resolved', host: '192.168.1.5' });
    expect(await resolve('another')).toEqual({ kind: 'unavailable' });
  });

  it('resolves each name once for all cameras', async () => {
    await hosts.resolve(Array.from({ length: 50 }, (_, id) => camera('camera', { id })));
    expect(lookups.filter((name) => name === 'camera')).toHaveLength(1);
    expect(lookups.filter((name) => name === 'media')).toHaveLength(1);
  });
});
