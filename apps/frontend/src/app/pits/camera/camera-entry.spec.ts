/** @jest-environment node */
import type { Camera, CameraPreset } from '@ppf/contracts';
import {
  type CameraEntry,
  cameraRequest,
  EMPTY_ENTRY,
  entryOf,
  splitPastedCredentials,
} from './camera-entry';

const pasted: CameraEntry = {
  ...EMPTY_ENTRY,
  connection: 'address',
  address: 'rtsp://cam:8554/s',
  user: 'admin',
};
const pulled: Camera = {
  kind: 'pull',
  paused: false,
  pause_reason: null,
  not_applied: null,
  feed: 'rtsp',
  tls: false,
  tls_fingerprint: null,
  host: '192.168.1.20',
  port: 8554,
  path: '/stream1',
  sub_path: '/stream2',
  user: 'admin',
  has_password: true,
  transport: 'udp',
  on_demand: true,
  transcode: true,
  sub: true,
  allow_list: [],
  has_publish_key: false,
  publish_address: null,
  publish_address_changed_at: null,
  sub_publish_address: null,
};
const FINGERPRINT = 'ab'.repeat(32);

describe('cameraRequest', () => {
  it('omits an empty password, so that the stored one is kept', () => {
    expect(cameraRequest(pasted, null)).toEqual({
      kind: 'pull',
      tls: false,
      host: 'cam',
      port: 8554,
      path: '/s',
      user: 'admin',
      transport: 'tcp',
      transcode: false,
      on_demand: false,
    });
  });

  it('uses credentials that are still in the address', () => {
    const request = cameraRequest({ ...pasted, user: '', address: 'rtsp://me:p@ss@cam/s' }, null);
    expect(request).toMatchObject({ host: 'cam', user: 'me', password: 'p@ss' });
  });

  it('sets TLS for an rtsps URL', () => {
    const request = cameraRequest({ ...pasted, address: 'rtsps://cam/s', password: 'p@/#' }, null);
    expect(request).toMatchObject({ tls: true, host: 'cam', path: '/s', password: 'p@/#' });
  });

  it('adds the defaults of the chosen brand', () => {
    const preset = { port: 554, main_path: '/ch{channel}', channel_digits: 1 } as CameraPreset;
    const entry: CameraEntry = { ...pasted, connection: 'camera', address: '192.168.1.20', channel: 3 };
    expect(cameraRequest(entry, preset)).toMatchObject({ host: '192.168.1.20', port: 554, path: '/ch3' });
    expect(cameraRequest({ ...entry, connection: 'address' }, preset)).toMatchObject({ path: '/' });
  });

  it('contains the options of a publisher, and no address, for a camera that publishes', () => {
    const entry: CameraEntry = {
      ...pasted,
      connection: 'push',
      transcode: true,
      onDemand: true,
      allowList: '192.168.2.9,  10.0.0.0/24',
    };
    expect(cameraRequest(entry, null)).toEqual({
      kind: 'push',
      transcode: true,
      on_demand: true,
      sub: false,
      allow_list: ['192.168.2.9', '10.0.0.0/24'],
    });
    expect(cameraRequest({ ...entry, transcode: false }, null)).toMatchObject({ on_demand: false });
  });

  it('re-encodes MJPEG over HTTP, and sends no unsupported fields', () => {
    const entry: CameraEntry = { ...pasted, address: 'http://cam:81/mjpeg', password: 'p', subPath: '/s2' };
    expect(cameraRequest(entry, null)).toEqual({
      kind: 'pull',
      feed: 'mjpeg',
      tls: false,
      host: 'cam',
      port: 81,
      path: '/mjpeg',
      on_demand: false,
      transcode: true,
    });
  });

  it('contains the fingerprint in its canonical form, where there is TLS', () => {
    const shown = FINGERPRINT.toUpperCase().replace(/..(?!$)/g, '$&:');
    const entry: CameraEntry = { ...pasted, address: 'rtsps://cam/s', tlsFingerprint: shown };
    expect(cameraRequest(entry, null)).toMatchObject({ tls_fingerprint: FINGERPRINT });
    expect(cameraRequest({ ...entry, address: 'rtsp://cam/s' }, null)).not.toHaveProperty('tls_fingerprint');
  });

  it('sends nothing for an invalid address', () => {
    expect(cameraRequest({ ...pasted, address: 'two words' }, null)).toBeNull();
  });
});

describe('entryOf', () => {
  const FIELDS = [
    'kind',
    'host',
    'port',
    'path',
    'sub_path',
    'user',
    'transport',
    'on_demand',
    'transcode',
  ] as const;

  it.each<[string, Partial<Camera>]>([
    ['over RTSP', {}],
    ['over TLS, with its certificate', { tls: true, tls_fingerprint: FINGERPRINT }],
  ])('gives back what a camera %s was made of, but for its password', (_how, changes) => {
    const camera: Camera = { ...pulled, ...changes };
    const request = cameraRequest(entryOf(camera), null);
    expect(request).toMatchObject(Object.fromEntries(FIELDS.map((field) => [field, camera[field]])));
    expect(request).toMatchObject({ tls: camera.tls });
    expect(request?.tls_fingerprint ?? null).toBe(camera.tls_fingerprint);
    expect(request).not.toHaveProperty('password');
  });

  it('restores the entry of a push camera', () => {
    const camera: Camera = { ...pulled, kind: 'push', host: null, allow_list: ['10.0.0.0/24'] };
    expect(cameraRequest(entryOf(camera), null)).toEqual({
      kind: 'push',
      transcode: true,
      on_demand: true,
      sub: true,
      allow_list: ['10.0.0.0/24'],
    });
  });
});

describe('splitPastedCredentials', () => {
  it.each([
    ['rtsp://admin:secret@cam:554/s', 'rtsp://cam:554/s', 'admin', 'secret'],
    ['rtsp://admin:p@ss/w?rd#1@cam/s', 'rtsp://cam/s', 'admin', 'p@ss/w?rd#1'],
    ['admin:secret@cam', 'cam', 'admin', 'secret'],
    ['  rtsp://admin:p%40 w@cam/s ', 'rtsp://cam/s', 'admin', 'p@ w'],
    [
      'rtsp://admin:pw@192.168.4.57:554/live?owner=me@shop.example',
      'rtsp://192.168.4.57:554/live?owner=me@shop.example',
      'admin',
      'pw',
    ],
    ['rtsp://admin:pw@[fe80::1]:554/s', 'rtsp://[fe80::1]:554/s', 'admin', 'pw'],
  ])('leaves no password in sight of %s', (address, left, user, password) => {
    const entry = { ...EMPTY_ENTRY, connection: 'address', address } as const;
    expect(splitPastedCredentials(entry)).toMatchObject({ address: left, user, password });
  });

  it.each([
    'rtsp://cam/s',
    'cam',
    '',
    'no address',
    'rtsp://192.168.4.57:554/live?owner=me@shop.example',
    'rtsp://192.168.4.57/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream',
    'rtsp://192.168.4.57/my camera@home/1',
  ])('leaves “%s” as it is', (address) => {
    const entry = { ...pasted, address };
    expect(splitPastedCredentials(entry)).toBe(entry);
  });
});

describe('the address that is sent', () => {
  it.each([
    ['rtsp://192.168.4.57:554/live?owner=me@shop.example', '/live?owner=me@shop.example'],
    [
      'rtsp://192.168.4.57:554/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream',
      '/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream',
    ],
    ['rtsp://192.168.4.57:554/my camera/1', '/my%20camera/1'],
  ])('is the real host of %s, without credentials', (address, path) => {
    const request = cameraRequest({ ...EMPTY_ENTRY, connection: 'address', address }, null);
    expect(request).toMatchObject({ host: '192.168.4.57', port: 554, path });
    expect(request).not.toHaveProperty('user');
    expect(request).not.toHaveProperty('password');
  });
});
