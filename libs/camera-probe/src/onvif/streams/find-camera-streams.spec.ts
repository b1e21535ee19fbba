import { CameraAddressGuard } from '../../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../../address/camera-address-policy';
import { type FakeOnvif } from '../../fixtures/fake-onvif-device';
import { fault, NOT_AUTHORIZED } from '../../fixtures/onvif-answers';
import { findCameraStreams, PAGE_PROFILES } from './find-camera-streams';
import {
  queryDevice,
  CLOSED,
  HTML,
  LARGE,
  MAIN,
  startDevice,
  stopDevices,
  SUB,
  targetAt,
} from '../../fixtures/query-onvif-device';

const signal = new AbortController().signal;

afterEach(stopDevices);

describe('a camera’s streams by ONVIF', () => {
  it('are listed largest first, at the camera’s own host, without its credentials, and with their suggested use', async () => {
    const { streams, next } = await queryDevice({ profiles: [SUB, LARGE, MAIN] });
    const common = { source: 'v1', tls: false, frameRate: 25 };
    expect(streams).toEqual([
      {
        ...common,
        name: 'p0',
        port: 554,
        path: '/large',
        codec: 'H265',
        width: 3840,
        height: 2160,
        suits: null,
      },
      {
        ...common,
        name: 'p1',
        port: 8554,
        path: '/live?ch=1&s=0',
        codec: 'H264',
        width: 1920,
        height: 1080,
        suits: 'main',
      },
      {
        ...common,
        name: 'p2',
        port: 554,
        path: '/sub',
        codec: 'H264',
        width: 640,
        height: 360,
        suits: 'sub',
      },
    ]);
    expect(JSON.stringify(streams)).not.toContain('zx81');
    expect(next).toBeNull();
  });

  it.each<[string, FakeOnvif, string]>([
    ['a device that demands no sign-in', { profiles: [MAIN] }, ''],
    ['a device that demands a token', CLOSED, ''],
    ['a device that demands a digest', { ...CLOSED, signIn: 'digest' }, ''],
    [
      'a device whose time is answered by a fault',
      { ...CLOSED, script: { GetSystemDateAndTime: { status: 500, body: fault('ActionFailed') } } },
      '',
    ],
    ['a device whose time is answered by a page', { ...CLOSED, script: { GetSystemDateAndTime: HTML } }, ''],
    [
      'a device whose time needs a sign-in',
      { ...CLOSED, script: { GetSystemDateAndTime: { status: 401, body: '' } } },
      '',
    ],
    [
      'a device without GetServices',
      { ...CLOSED, script: { GetServices: { status: 500, body: fault('ActionNotSupported') } } },
      '',
    ],
    [
      'a device that names no service at all',
      { ...CLOSED, script: { GetServices: HTML, GetCapabilities: HTML } },
      '',
    ],
    ['a device with media service 2 only', { ...CLOSED, media: [2] }, ''],
    ['a device with TLS only', { ...CLOSED, tls: true }, ''],
    ['a device that lists a profile twice', { profiles: [MAIN, MAIN] }, ''],
    ['a device that names another address', { profiles: [MAIN], servicesAt: '127.0.0.2:1' }, ''],
    [
      'a device that names itself at a port where nothing listens',
      { profiles: [MAIN], servicesAt: '127.0.0.1:1' },
      '',
    ],
    ['a device that names a host which is none', { profiles: [MAIN], servicesAt: '[fe80::1]:8000' }, ''],
  ])('are found at %s', async (_, how) => {
    expect(await queryDevice(how)).toMatchObject({ paths: ['/live?ch=1&s=0'], fault: null, notices: [] });
  });

  it('are requested at the port that the device names for its service', async () => {
    const media = await startDevice({ profiles: [MAIN] });
    const { paths } = await queryDevice({ profiles: [], servicesAt: `127.0.0.1:${media.port}` });
    expect(paths).toEqual(['/live?ch=1&s=0']);
  });

  it('are not requested at a port of this installation that the device names', async () => {
    const ours = await startDevice({ profiles: [SUB] });
    const guard = new CameraAddressGuard({
      ...LOCAL_NETWORK_ONLY,
      exempt: ['127.0.0.0/8'],
      own: [{ host: '127.0.0.1', port: ours.port }],
    });
    const device = await startDevice({ profiles: [MAIN], servicesAt: `127.0.0.1:${ours.port}` });
    const target = targetAt(device, { user: null });
    const { streams } = await findCameraStreams(target, { guard, signal });
    expect(streams).toMatchObject([{ path: '/live?ch=1&s=0' }]);
    expect(ours.asked).toEqual([]);
  });

  it('come from media service 1 where media service 2 does not work', async () => {
    const broken = { status: 500, body: fault('ActionNotSupported') };
    const how: FakeOnvif = { profiles: [MAIN], media: [1, 2] };
    for (const action of ['GetProfiles', 'GetStreamUri'])
      expect((await queryDevice({ ...how, script: { [`${action} /onvif/media2`]: broken } })).paths).toEqual([
        '/live?ch=1&s=0',
      ]);
  });

  it.each(['1.0', '007', '1e3', '0x10', 'true', '2026-11-30T00:00:00Z', 'a&b<c>"'])(
    'are asked for by the token %s as it is',
    async (token) => {
      expect((await queryDevice({ profiles: [{ ...MAIN, token }] })).paths).toEqual(['/live?ch=1&s=0']);
    },
  );

  it('omit a profile without an address', async () => {
    const {
      paths,
      fault: none,
      streams,
    } = await queryDevice({
      profiles: [MAIN, SUB, LARGE],
      uris: { p1: { status: 500, body: fault('InvalidArgVal') }, p0: HTML },
    });
    expect([paths, none, streams[0]?.suits]).toEqual([['/sub'], null, 'main']);
  });

  it.each<[string, FakeOnvif]>([
    ['a right', { ...CLOSED, profiles: [SUB, MAIN], uris: { p2: { status: 400, body: NOT_AUTHORIZED } } }],
    [
      'a right, with a digest',
      { ...CLOSED, signIn: 'digest', profiles: [SUB, MAIN], uris: { p2: { status: 401, body: '' } } },
    ],
  ])('are those that the user may watch, when one is denied for want of %s', async (_, how) => {
    expect(await queryDevice(how)).toMatchObject({ paths: ['/live?ch=1&s=0'], fault: null });
  });
});

describe('a recorder', () => {
  const channel = (n: number) => [
    { ...MAIN, token: `${n}.0`, uri: `rtsp://10.0.0.5/${n}/main`, source: `v${n}` },
    { ...SUB, token: `${n}.1`, uri: `rtsp://10.0.0.5/${n}/sub`, source: `v${n}` },
  ];
  const channels = (count: number) => Array.from({ length: count }, (_, at) => channel(at + 1)).flat();

  it('returns its streams in pages, each channel with suggested uses', async () => {
    const profiles = channels(20);
    const first = await queryDevice({ profiles });
    expect(first.next).toBe(PAGE_PROFILES);
    const second = await queryDevice({ profiles }, { skip: PAGE_PROFILES });
    expect(second.next).toBeNull();
    expect([...first.paths, ...second.paths]).toEqual(
      profiles.map(({ uri }) => uri.slice('rtsp://10.0.0.5'.length)),
    );
    for (const { path, suits, source } of [...first.streams, ...second.streams])
      expect([source, suits]).toEqual([`v${path.split('/')[1]}`, path.split('/')[2]]);
  });

  it('that is slow returns the streams received so far, and continues from there', async () => {
    const how = { profiles: channels(4), script: { GetStreamUri: 250 } };
    const first = await queryDevice(how, {}, { pageMs: 600, totalMs: 20_000 });
    expect(first.fault).toBeNull();
    expect(first.next).toBe(first.streams.length);
    expect(first.streams.length).toBeGreaterThan(0);
    const second = await queryDevice(how, { skip: first.next ?? 0 });
    expect([...first.paths, ...second.paths]).toHaveLength(8);
  });

  it('that stops responding returns the streams received so far', async () => {
    const how = { profiles: channels(2), uris: { '2.0': 60_000 } };
    const found = await queryDevice(how, {}, { pageMs: 60_000, totalMs: 3_000 });
    expect(found).toMatchObject({ fault: null, paths: ['/1/main', '/1/sub'], next: 2 });
  });

  it('that lists no profile in time is too slow', async () => {
    const found = await queryDevice(
      { profiles: channels(1), script: { GetProfiles: 60_000 } },
      {},
      { pageMs: 100, totalMs: 400 },
    );
    expect(found).toMatchObject({ fault: 'too-slow', streams: [] });
  });
});
