import type { CameraPreset } from '@ppf/contracts';
import { cameraRequest, readCameraAddress, shownAddress, withPreset } from './camera-address';

describe('readCameraAddress', () => {
  it.each([
    ['rtsp://192.168.1.20/stream1', '', '', '192.168.1.20', null, '/stream1'],
    ['rtsp://admin:secret@192.168.1.20:554/h264', 'admin', 'secret', '192.168.1.20', 554, '/h264'],
    ['rtsp://admin:p@ss#w/rd@cam.local:8554/s?ch=1', 'admin', 'p@ss#w/rd', 'cam.local', 8554, '/s?ch=1'],
    ['rtsp://admin:p%40ss@cam.local/s', 'admin', 'p@ss', 'cam.local', null, '/s'],
    ['rtsp://admin:100%@cam.local/s', 'admin', '100%', 'cam.local', null, '/s'],
    ['rtsp://admin@cam.local', 'admin', '', 'cam.local', null, '/'],
    ['  RTSP://cam.local/s  ', '', '', 'cam.local', null, '/s'],
    ['rtsp://[fe80::1]:554/s', '', '', '[fe80::1]', 554, '/s'],
  ])('reads %s', (text, user, password, host, port, path) => {
    expect(readCameraAddress(text)).toEqual({ scheme: 'rtsp', user, password, host, port, path });
  });

  it.each(['', 'cam.local', 'http://cam.local/', 'rtsp://', 'rtsp://cam:99999/x', 'rtsp://cam.local/a b'])(
    'does not read “%s”',
    (text) => expect(readCameraAddress(text)).toBeNull(),
  );
});

describe('shownAddress', () => {
  it('holds no credentials and no port that goes without saying', () => {
    expect(shownAddress({ tls: false, host: 'cam', port: 554, path: '/s' })).toBe('rtsp://cam/s');
    expect(shownAddress({ tls: false, host: 'cam', port: 8554, path: '/s' })).toBe('rtsp://cam:8554/s');
    expect(shownAddress({ tls: true, host: 'cam', port: 322, path: '/s' })).toBe('rtsps://cam/s');
  });
});

describe('cameraRequest', () => {
  const entry = {
    kind: 'pull',
    address: 'rtsp://cam:8554/s',
    user: 'admin',
    password: '',
    transport: 'tcp',
    onDemand: false,
  } as const;

  it('leaves an empty password out, so that the kept one stays', () => {
    expect(cameraRequest(entry)).toEqual({
      kind: 'pull',
      tls: false,
      host: 'cam',
      port: 8554,
      path: '/s',
      user: 'admin',
      transport: 'tcp',
      on_demand: false,
    });
  });

  it('takes credentials that are still in the address', () => {
    const request = cameraRequest({ ...entry, user: '', address: 'rtsp://me:p@ss@cam/s' });
    expect(request).toMatchObject({ host: 'cam', user: 'me', password: 'p@ss' });
  });

  it('says that the camera speaks TLS', () => {
    const request = cameraRequest({ ...entry, address: 'rtsps://cam/s', password: 'p@/#' });
    expect(request).toMatchObject({ tls: true, host: 'cam', path: '/s', password: 'p@/#' });
  });

  it('sends nothing but the kind for a camera that pushes', () => {
    expect(cameraRequest({ ...entry, kind: 'push' })).toEqual({ kind: 'push' });
  });

  it('sends nothing for what is no address', () => {
    expect(cameraRequest({ ...entry, address: 'cam' })).toBeNull();
  });
});

describe('withPreset', () => {
  const preset = (main_path: string | null, channel_digits = 1) =>
    ({ port: 554, main_path, channel_digits }) as CameraPreset;
  const hikvision = preset('/Streaming/Channels/{channel}01');

  it.each([
    ['192.168.1.20', hikvision, 'rtsp://192.168.1.20:554/Streaming/Channels/101'],
    [' cam ', preset('/Preview_{channel}_main', 2), 'rtsp://cam:554/Preview_01_main'],
    ['192.168.1.20:8554', hikvision, 'rtsp://192.168.1.20:8554/Streaming/Channels/101'],
    ['rtsps://cam/', hikvision, 'rtsps://cam/Streaming/Channels/101'],
    ['rtsp://me:p@ss@cam', hikvision, 'rtsp://me:p%40ss@cam:554/Streaming/Channels/101'],
    ['rtsp://cam/other', hikvision, 'rtsp://cam/other'],
    ['192.168.1.20', preset(null), '192.168.1.20'],
    ['', hikvision, ''],
    ['two words', hikvision, 'two words'],
  ])('makes of %s, of the brand %#, %s', (text, brand, expected) => {
    expect(withPreset(text, brand)).toBe(expected);
  });
});
