import type { CameraPreset } from '@ppf/contracts';
import { addressText, readCameraAddress, readTypedAddress, shownAddress, withPreset } from './camera-address';

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

  it.each(['', 'cam.local', 'ftp://cam.local/', 'rtsp://', 'rtsp://cam:99999/x', 'rtsp://cam.local/a b'])(
    'does not read “%s”',
    (text) => expect(readCameraAddress(text)).toBeNull(),
  );
});

describe('shownAddress', () => {
  it.each([
    ['rtsp', false, 'cam', 554, 'rtsp://cam/s'],
    ['rtsp', false, 'cam', 8554, 'rtsp://cam:8554/s'],
    ['rtsp', true, 'cam', 322, 'rtsps://cam/s'],
    ['mjpeg', false, 'cam', 80, 'http://cam/s'],
    ['mjpeg', true, 'cam', 8443, 'https://cam:8443/s'],
    ['rtsp', false, 'fe80::1', 554, 'rtsp://[fe80::1]/s'],
  ] as const)(
    'holds, of %s, TLS %s, %s, %i, no port that goes without saying',
    (feed, tls, host, port, text) => {
      expect(shownAddress({ feed, tls, host, port, path: '/s' })).toBe(text);
    },
  );
});

describe('readTypedAddress', () => {
  it.each([
    ['192.168.1.20', 'rtsp', '192.168.1.20', null, '/'],
    [' cam.local:8554 ', 'rtsp', 'cam.local', 8554, '/'],
    ['192.168.1.20/stream1', 'rtsp', '192.168.1.20', null, '/stream1'],
    ['rtsps://cam/s', 'rtsps', 'cam', null, '/s'],
    ['http://cam:81/mjpeg', 'http', 'cam', 81, '/mjpeg'],
  ])('reads %s', (text, scheme, host, port, path) => {
    expect(readTypedAddress(text)).toMatchObject({ scheme, host, port, path });
  });

  it.each(['', '   ', 'ftp://cam/', 'two words'])('does not read “%s”', (text) =>
    expect(readTypedAddress(text)).toBeNull(),
  );
});

describe('withPreset', () => {
  const preset = (main_path: string | null, channel_digits = 1) =>
    ({ port: 8000, main_path, channel_digits }) as CameraPreset;
  const hikvision = preset('/Streaming/Channels/{channel}01');
  const whole = (text: string, brand: CameraPreset | null, channel = 1): string => {
    const address = readTypedAddress(text);
    return address ? addressText(withPreset(address, brand, channel)) : '';
  };

  it.each<[string, string, CameraPreset | null, number, string]>([
    ['port and path', 'cam', hikvision, 1, 'rtsp://cam:8000/Streaming/Channels/101'],
    ['a channel', 'cam', hikvision, 12, 'rtsp://cam:8000/Streaming/Channels/1201'],
    ['a channel with its digits', 'cam', preset('/P_{channel}', 2), 1, 'rtsp://cam:8000/P_01'],
    [
      'the path only, where a port is said',
      'cam:8554',
      hikvision,
      1,
      'rtsp://cam:8554/Streaming/Channels/101',
    ],
    ['no port to TLS', 'rtsps://cam', hikvision, 1, 'rtsps://cam/Streaming/Channels/101'],
    ['the port only, where a path is said', 'cam/own', hikvision, 1, 'rtsp://cam:8000/own'],
    ['no path where the camera’s page tells it', 'cam', preset(null), 1, 'rtsp://cam:8000/'],
    ['nothing without a brand', 'cam', null, 1, 'rtsp://cam/'],
  ])('adds %s', (_what, text, brand, channel, expected) => {
    expect(whole(text, brand, channel)).toBe(expected);
  });
});
