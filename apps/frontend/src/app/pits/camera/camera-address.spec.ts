/** @jest-environment node */
import { type CameraPreset, parseTypedCameraAddress } from '@ppf/contracts';
import { addressText, shownAddress, withPreset } from './camera-address';

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

describe('withPreset', () => {
  const preset = (main_path: string | null, channel_digits = 1) =>
    ({ port: 8000, main_path, channel_digits }) as CameraPreset;
  const hikvision = preset('/Streaming/Channels/{channel}01');
  const whole = (text: string, brand: CameraPreset | null, channel = 1): string => {
    const { address } = parseTypedCameraAddress(text);
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
    ['no path where only the camera’s web page shows it', 'cam', preset(null), 1, 'rtsp://cam:8000/'],
    ['nothing without a brand', 'cam', null, 1, 'rtsp://cam/'],
  ])('adds %s', (_what, text, brand, channel, expected) => {
    expect(whole(text, brand, channel)).toBe(expected);
  });
});
