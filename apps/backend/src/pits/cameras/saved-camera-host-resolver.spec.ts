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
  let lookedUp: string[];
  let hosts: SavedCameraHostResolver;
  let told: string[];
  let workshop: string[] | null;

  beforeEach(() => {
    names = { camera: ['192.168.1.5', '192.168.1.6'], media: ['192.168.1.2'] };
    lookedUp = [];
    told = [];
    Logger.overrideLogger({ log: () => {}, error: () => {}, warn: (text: string) => void told.push(text) });
    const own = [{ host: 'media', port: 8554 }];
    const places = { networks: NETWORKS, own, ownPorts: [3000], loopbackForAll: false };
    const resolve = async (name: string) => {
      lookedUp.push(name);
      return names[name] ?? [];
    };
    workshop = null;
    const chosen = {
      ofPits: async () => new Map([[1, { workshopId: 1, networks: workshop }]]),
    } as unknown as WorkshopCameraNetworks;
    hosts = new SavedCameraHostResolver(
      new CameraAddressGuards(places, resolve),
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
  const locate = async (host: string, more: Partial<CameraEntity> = {}) =>
    (await hosts.resolve([camera(host, more)])).get(1);

  it.each([
    ['an address', '192.168.1.9', {}, { kind: 'at', host: '192.168.1.9' }],
    ['a name', 'camera', {}, { kind: 'at', host: '192.168.1.5' }],
    [
      'a name with TLS, which its certificate is for',
      'camera',
      { tls: true },
      { kind: 'at', host: 'camera' },
    ],
    [
      'a name with TLS and a certificate of its own',
      'camera',
      { tls: true, tlsFingerprint: 'ab' },
      { kind: 'at', host: '192.168.1.5' },
    ],
    ['a name that cannot be looked up', 'gone', {}, { kind: 'unknown' }],
    ['an address that is not allowed', '10.0.0.9', {}, { kind: 'nowhere' }],
    ['the media server', 'media', { port: 8554 }, { kind: 'nowhere' }],
    ['the media server, by address', '192.168.1.2', { port: 8554 }, { kind: 'nowhere' }],
    ['an address on loopback, which the operator gave', '127.0.0.1', {}, { kind: 'at', host: '127.0.0.1' }],
    ['a service of ours on loopback', '127.0.0.1', { port: 3000 }, { kind: 'nowhere' }],
  ])('locates %s', async (_, host, more, expected) => {
    expect(await locate(host, more)).toEqual(expected);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['the cloud’s metadata', '169.254.169.254'],
    ['the internet', '8.8.8.8'],
    ['a camera and loopback at once', '192.168.1.5,127.0.0.1'],
  ])('leaves a camera out when its name comes to mean %s, and takes it back later', async (_, addresses) => {
    expect(await locate('camera')).toEqual({ kind: 'at', host: '192.168.1.5' });
    names['camera'] = addresses.split(',');
    expect(await locate('camera')).toEqual({ kind: 'nowhere' });
    expect(await locate('camera')).toEqual({ kind: 'nowhere' });
    expect(told).toEqual([expect.stringMatching(/^The camera of pit 1 is not fetched\. This/)]);
    names['camera'] = ['192.168.1.5'];
    expect(await locate('camera')).toEqual({ kind: 'at', host: '192.168.1.5' });
  });

  it.each([
    [['192.168.1.0/24'], 'at'],
    [['192.168.2.0/24'], 'nowhere'],
    [['192.168.2.0/24', '192.168.1.5/32', '192.168.1.6'], 'at'],
    // What the operator does not allow, no workshop can.
    [['10.0.0.0/8', 'public'], 'nowhere'],
  ])('fetches a camera of a workshop that keeps to %j: %s', async (networks, kind) => {
    workshop = networks;
    expect(await locate('camera')).toMatchObject({ kind });
    expect(await locate('10.0.0.9')).toEqual({ kind: 'nowhere' });
    expect(await locate('8.8.8.8')).toEqual({ kind: 'nowhere' });
  });

  it('fetches nothing for a pit that is no more', async () => {
    const [gone] = await hosts.resolve([camera('192.168.1.5', { pitId: 2 })]);
    expect(gone).toEqual([1, { kind: 'nowhere' }]);
  });

  it('keeps the address while the name means it, in whatever order', async () => {
    await locate('camera');
    names['camera'] = ['192.168.1.6', '192.168.1.5'];
    expect(await locate('camera')).toEqual({ kind: 'at', host: '192.168.1.5' });
    names['camera'] = ['192.168.1.6'];
    expect(await locate('camera')).toEqual({ kind: 'at', host: '192.168.1.6' });
  });

  it('keeps the address while the name cannot be looked up, but not for another name', async () => {
    await locate('camera');
    names = {};
    expect(await locate('camera')).toEqual({ kind: 'at', host: '192.168.1.5' });
    expect(await locate('another')).toEqual({ kind: 'nowhere' });
  });

  it('looks each name up once for all cameras', async () => {
    await hosts.resolve(Array.from({ length: 50 }, (_, id) => camera('camera', { id })));
    expect(lookedUp.filter((name) => name === 'camera')).toHaveLength(1);
    expect(lookedUp.filter((name) => name === 'media')).toHaveLength(1);
  });
});
