import { parseCameraAddress } from '@ppf/contracts';
import { composeSourceUrl } from './source-url';

const CAMERA = {
  feed: 'rtsp',
  tls: false,
  host: '192.168.1.5',
  port: 554,
  path: '/live',
  user: null,
  password: null,
} as const;

describe('composeSourceUrl', () => {
  it.each([
    ['p@ss/w?rd#1 %x:', 'rtsp://admin:p%40ss%2Fw%3Frd%231%20%25x%3A@192.168.1.5:554/live'],
    ["it's(100)*!", 'rtsp://admin:it%27s%28100%29%2A%21@192.168.1.5:554/live'],
    ['grün', 'rtsp://admin:gr%C3%BCn@192.168.1.5:554/live'],
  ])('encodes the password %s', (password, url) => {
    const composed = composeSourceUrl({ ...CAMERA, user: 'admin', password });
    expect(composed).toBe(url);
    expect(decodeURIComponent(new URL(composed).password)).toBe(password);
    expect(parseCameraAddress(composed).address).toMatchObject({
      user: 'admin',
      password,
      host: '192.168.1.5',
    });
  });

  it('accepts half of a surrogate pair', () => {
    expect(composeSourceUrl({ ...CAMERA, user: 'a', password: '\ud800' })).toContain('%EF%BF%BD');
  });

  it('puts IPv6 into brackets, and uses rtsps for TLS', () => {
    expect(composeSourceUrl({ ...CAMERA, tls: true, host: 'fe80::1', port: 322 })).toBe(
      'rtsps://[fe80::1]:322/live',
    );
    expect(composeSourceUrl({ ...CAMERA, feed: 'mjpeg', port: 81 })).toBe('http://192.168.1.5:81/live');
  });

  it('keeps encoded characters of the path and encodes invalid ones', () => {
    expect(composeSourceUrl({ ...CAMERA, path: '/a%20b#c?d=50%&e=%zz' })).toBe(
      'rtsp://192.168.1.5:554/a%20b%23c?d=50%25&e=%25zz',
    );
  });

  it('is not built from an invalid host', () => {
    expect(() => composeSourceUrl({ ...CAMERA, host: 'a\nb' })).toThrow(RangeError);
  });
});
