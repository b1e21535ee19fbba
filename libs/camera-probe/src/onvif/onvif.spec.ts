import { networkInterfaces } from 'node:os';
import { CameraAddressGuard } from '../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../address/camera-address-policy';
import { answerSearches, type FakeOnvif, FakeOnvifDevice, probeMatch } from '../fixtures/fake-onvif-device';
import { allowedCameras, discoverCameras } from './discover-cameras';
import { findCameraStreams, offeredStreams } from './find-camera-streams';

const LOCAL = new CameraAddressGuard(LOCAL_NETWORK_ONLY);
const LOOPBACK = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, exempt: ['127.0.0.0/8'] });
const signal = new AbortController().signal;
const MAIN = {
  token: 'p1',
  encoding: 'H264',
  width: 1920,
  height: 1080,
  uri: 'rtsp://10.9.9.9:8554/live?ch=1&s=0',
};
const SUB = {
  token: 'p2',
  encoding: 'H264',
  width: 640,
  height: 360,
  uri: 'rtsp://admin:zx81@192.168.1.9/sub',
};
const LARGE = { token: 'p0', encoding: 'H265', width: 3840, height: 2160, uri: 'rtsp://10.9.9.9/large' };

describe('a camera’s streams by ONVIF', () => {
  const devices: FakeOnvifDevice[] = [];
  afterEach(async () => {
    for (const device of devices.splice(0)) await device.stop();
  });
  async function ask(how: FakeOnvif, user: string | null = 'admin', guard = LOOPBACK) {
    const device = await FakeOnvifDevice.start(how);
    devices.push(device);
    const target = { host: '127.0.0.1', port: device.port, user, password: 'p@ss' };
    return { found: await findCameraStreams(target, { guard, signal }), asked: device.asked };
  }

  it('are told largest first, at the camera’s own host, without its credentials, and what each suits as', async () => {
    const { found } = await ask({ profiles: [SUB, LARGE, MAIN] });
    expect(found).toEqual([
      {
        name: 'p0',
        port: 554,
        path: '/large',
        codec: 'H265',
        width: 3840,
        height: 2160,
        frameRate: 25,
        suits: null,
      },
      {
        name: 'p1',
        port: 8554,
        path: '/live?ch=1&s=0',
        codec: 'H264',
        width: 1920,
        height: 1080,
        frameRate: 25,
        suits: 'main',
      },
      {
        name: 'p2',
        port: 554,
        path: '/sub',
        codec: 'H264',
        width: 640,
        height: 360,
        frameRate: 25,
        suits: 'sub',
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('zx81');
  });

  it('are asked for at the judged address only, whatever address the camera names', async () => {
    const other = await FakeOnvifDevice.start({ profiles: [SUB] });
    devices.push(other);
    const { found } = await ask({ profiles: [MAIN], servicesAt: `127.0.0.1:${other.port}` });
    expect(found).toMatchObject([{ path: '/live?ch=1&s=0' }]);
    expect(other.asked).toEqual([]);
  });

  it.each<[string, FakeOnvif, string]>([
    ['a password that the camera does not take', { profiles: [MAIN], refuses: true }, 'wrong-password'],
    ['a camera without streams', { profiles: [] }, 'no-streams'],
    ['a page', { profiles: [], says: '<html><body>Sign in</body></html>' }, 'not-onvif'],
    ['nonsense', { profiles: [], says: '\0\x01{"a":' }, 'not-onvif'],
    [
      'an envelope with nothing in it',
      { profiles: [], says: '<s:Envelope><s:Body/></s:Envelope>' },
      'not-onvif',
    ],
    [
      'an answer without an end',
      { profiles: [], says: `<s:Envelope><s:Body>${'<a>'.repeat(2_000_000)}` },
      'not-onvif',
    ],
  ])(
    'are not told by %s',
    async (_, how, fault) => {
      expect((await ask(how)).found).toBe(fault);
    },
    20_000,
  );

  it.each([
    ['an address that no camera may have', '127.0.0.1', LOCAL, 'address-refused'],
    ['a name that is none', 'camera.invalid', LOOPBACK, 'unresolvable'],
    ['where nobody is', '127.0.0.1', LOOPBACK, 'unreachable'],
  ])(
    'are not asked for at %s',
    async (_, host, guard, fault) => {
      expect(await findCameraStreams({ host, port: 9, user: null, password: null }, { guard, signal })).toBe(
        fault,
      );
    },
    20_000,
  );

  it('are not waited for when the request has ended', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    const target = { host: '127.0.0.1', port: 9, user: null, password: null };
    await expect(findCameraStreams(target, { guard: LOOPBACK, signal: gone })).rejects.toThrow('gone');
  });

  it.each([
    ['another protocol', 'http://10.0.0.5/a'],
    ['no address', 'rtsp://['],
    ['nothing', ''],
    ['a path that is too long', `rtsp://10.0.0.5/${'a'.repeat(1000)}`],
  ])('are left out when the camera says %s', (_, uri) => {
    const said = { name: 'x', uri, encoding: null, width: null, height: null, frameRate: null };
    expect(offeredStreams([said])).toEqual([]);
  });
});

describe('a search for cameras', () => {
  const scopes =
    'onvif://www.onvif.org/type/video onvif://www.onvif.org/name/Front%20door onvif://www.onvif.org/hardware/DS-2CD';

  it('tells those in the workshop’s networks, where their answer came from, each once and by address', async () => {
    const said = (address: string, xaddrs = '', more = '') => ({ address, xaddrs, scopes: more });
    const found = await allowedCameras(
      [
        said('192.168.1.20', 'http://169.254.1.1/x http://192.168.1.20:8000/onvif/device_service', scopes),
        said('192.168.1.3', 'http://10.0.0.1:8899/onvif'),
        said('192.168.1.3', 'http://192.168.1.3/onvif', 'onvif://www.onvif.org/name/%E0%A4%A'),
        said('169.254.7.7', 'http://169.254.7.7/onvif'),
        said('8.8.8.8', 'http://8.8.8.8/onvif'),
        said('127.0.0.1', 'http://127.0.0.1/onvif'),
        said('', 'nonsense'),
      ],
      LOCAL,
    );
    expect(found).toEqual([
      { host: '192.168.1.3', port: 80, name: '%E0%A4%A', model: null },
      { host: '192.168.1.20', port: 8000, name: 'Front door', model: 'DS-2CD' },
    ]);
  });

  it('survives whatever devices answer', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const answers = [
      ...[
        '',
        'nonsense',
        '<s:Envelope/>',
        probeMatch('urn:uuid:0', '', '').replaceAll('d:XAddrs', 'd:Other'),
      ],
      '<s:Envelope><s:Body><d:ProbeMatches/></s:Body></s:Envelope>',
      probeMatch('urn:uuid:1', 'http://192.0.2.1/onvif', scopes),
    ];
    const socket = await answerSearches(answers);
    const everywhere = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, allowPublic: true });
    try {
      const found = await discoverCameras(everywhere, signal);
      // Where multicast does not come back to its own machine, nobody answers, which is as well.
      for (const each of found.filter(({ host }) => host === own))
        expect(each).toMatchObject({ name: 'Front door' });
    } finally {
      socket?.close();
    }
  }, 15_000);
});
