import { isCameraScheme } from './camera-scheme';
import { parseCameraHost } from './parse-camera-host';

describe('readCameraHost', () => {
  it.each([
    ['192.168.29.64', { kind: 'address', address: '192.168.29.64' }],
    ['fd00::1', { kind: 'address', address: 'fd00::1' }],
    ['camera', { kind: 'name', name: 'camera' }],
    ['Camera-3.Workshop.LAN', { kind: 'name', name: 'camera-3.workshop.lan' }],
    ['camera.lan.', { kind: 'name', name: 'camera.lan' }],
    ['my_cam.local', { kind: 'name', name: 'my_cam.local' }],
    ['xn--kamera-1ya.example', { kind: 'name', name: 'xn--kamera-1ya.example' }],
    ['1.cam', { kind: 'name', name: '1.cam' }],
    ['any.localhost', { kind: 'name', name: 'localhost' }],
  ])('reads %p', (text, host) => {
    expect(parseCameraHost(text)).toEqual(host);
  });

  it.each([
    '127.1',
    '127.0.1',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
    '0x7f000001',
    '0x7F.0.0.1',
    '0x7f.1',
    '0x',
    '127.0.0.01',
    '127.0.0.1.',
    '192.168.001.001',
    '256.1.1.1',
    '1.2.3.4.5',
    'camera.5',
  ])('refuses the odd notation %p', (text) => {
    expect(parseCameraHost(text)).toEqual({ kind: 'refused', reason: 'odd-notation' });
  });

  it.each([
    '',
    '.',
    ' ',
    'a b',
    'a..b',
    '-a.b',
    'a-.b',
    'a/b',
    'a:554',
    'user@camera',
    '[fd00::1]',
    'fe80::1%eth0',
    'camera\r\nHost: x',
    'camera\u0000.lan',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    'kámera.lan',
    `${'a'.repeat(64)}.lan`,
    `${'a.'.repeat(127)}aa`,
  ])('refuses %p, which is not a host', (text) => {
    expect(parseCameraHost(text)).toEqual({ kind: 'refused', reason: 'not-a-host' });
  });
});

describe('isCameraScheme', () => {
  it.each([
    ['rtsp', 'rtsp', true],
    ['RTSPS', 'rtsp', true],
    ['http', 'mjpeg', true],
    ['https', 'mjpeg', true],
    ['http', 'rtsp', false],
    ['rtsp', 'mjpeg', false],
    ['file', 'rtsp', false],
    ['gopher', 'mjpeg', false],
    ['', 'rtsp', false],
  ] as const)('answers for %p as %s: %p', (scheme, feed, expected) => {
    expect(isCameraScheme(scheme, feed)).toBe(expected);
  });
});
