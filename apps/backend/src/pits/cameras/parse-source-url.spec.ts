import { parseSourceUrl } from './parse-source-url';
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

describe('parseSourceUrl', () => {
  it.each([
    ['a plain address', 'rtsp://192.168.1.5/live', {}],
    ['a port', 'rtsp://192.168.1.5:8554/live', { port: 8554 }],
    ['an empty port', 'rtsp://192.168.1.5:/live', {}],
    ['TLS, with its own port', 'rtsps://192.168.1.5/live', { tls: true, port: 322 }],
    ['MJPEG over HTTP', 'http://192.168.1.5/live', { feed: 'mjpeg', port: 80 }],
    ['MJPEG over HTTPS', 'https://192.168.1.5:81/live', { feed: 'mjpeg', tls: true, port: 81 }],
    ['letters in any case, and spaces around', '  RTSP://192.168.1.5/live ', {}],
    ['no path', 'rtsp://192.168.1.5', { path: '/' }],
    ['a query only', 'rtsp://192.168.1.5?channel=1', { path: '/?channel=1' }],
    ['IPv6', 'rtsp://[fe80::1]:8554/live', { host: 'fe80::1', port: 8554 }],
    ['user and password', 'rtsp://admin:secret@192.168.1.5/live', { user: 'admin', password: 'secret' }],
    ['a user only', 'rtsp://admin@192.168.1.5/live', { user: 'admin' }],
    ['an empty password', 'rtsp://admin:@192.168.1.5/live', { user: 'admin' }],
    [
      'an encoded password',
      'rtsp://admin:p%40ss%2Fw%3Ard%23@192.168.1.5/live',
      { user: 'admin', password: 'p@ss/w:rd#' },
    ],
    ['a raw @', 'rtsp://admin:p@ss@192.168.1.5/live', { user: 'admin', password: 'p@ss' }],
    ['a raw :', 'rtsp://admin:p:s:s@192.168.1.5/live', { user: 'admin', password: 'p:s:s' }],
    ['a raw /', 'rtsp://admin:pa/ss@192.168.1.5/live', { user: 'admin', password: 'pa/ss' }],
    ['a raw #', 'rtsp://admin:pa#ss@192.168.1.5/live', { user: 'admin', password: 'pa#ss' }],
    ['a raw ?', 'rtsp://admin:pa?ss@192.168.1.5/live', { user: 'admin', password: 'pa?ss' }],
    ['a raw %', 'rtsp://admin:100%sure@192.168.1.5/live', { user: 'admin', password: '100%sure' }],
    ['a space', 'rtsp://admin:pa ss@192.168.1.5/live', { user: 'admin', password: 'pa ss' }],
    [
      'all of them',
      'rtsp://admin:p@ss/w?rd#1 %x:@192.168.1.5/live',
      { user: 'admin', password: 'p@ss/w?rd#1 %x:' },
    ],
    ['a letter beyond ASCII', 'rtsp://admin:grün@192.168.1.5/live', { user: 'admin', password: 'grün' }],
    ['an @ in the path', 'rtsp://192.168.1.5/live@main', { path: '/live@main' }],
    [
      'an @ in the query',
      'rtsp://admin:pw@192.168.1.5/live?m=a@b.c',
      { user: 'admin', password: 'pw', path: '/live?m=a@b.c' },
    ],
    [
      'credentials in the path (XMEye)',
      'rtsp://192.168.1.5/user=admin&password=x',
      { path: '/user=admin&password=x' },
    ],
    ['a short host name', 'rtsp://admin:pw@camera/live', { user: 'admin', password: 'pw', host: 'camera' }],
  ])('reads %s', (_, url, expected) => {
    expect(parseSourceUrl(url)).toEqual({ ...CAMERA, ...expected });
  });

  it.each([
    ['another scheme', 'rtmp://192.168.1.5/live'],
    ['no scheme', '192.168.1.5/live'],
    ['no host', 'rtsp:///live'],
    ['credentials without a host', 'rtsp://admin:pw@/live'],
    ['a port beyond 65535', 'rtsp://192.168.1.5:70000/live'],
    ['port 0', 'rtsp://192.168.1.5:0/live'],
    ['a host with a space', 'rtsp://my camera/live'],
    ['a number for a host', 'rtsp://2130706433/live'],
    ['nothing', ''],
  ])('refuses %s', (_, url) => {
    expect(parseSourceUrl(url)).toBeNull();
  });
});

describe('composeSourceUrl', () => {
  it.each([
    ['p@ss/w?rd#1 %x:', 'rtsp://admin:p%40ss%2Fw%3Frd%231%20%25x%3A@192.168.1.5:554/live'],
    ["it's(100)*!", 'rtsp://admin:it%27s%28100%29%2A%21@192.168.1.5:554/live'],
    ['grün', 'rtsp://admin:gr%C3%BCn@192.168.1.5:554/live'],
  ])('encodes the password %s', (password, url) => {
    const composed = composeSourceUrl({ ...CAMERA, user: 'admin', password });
    expect(composed).toBe(url);
    expect(decodeURIComponent(new URL(composed).password)).toBe(password);
    expect(parseSourceUrl(composed)).toMatchObject({ user: 'admin', password, host: '192.168.1.5' });
  });

  it('survives half a surrogate pair', () => {
    expect(composeSourceUrl({ ...CAMERA, user: 'a', password: '\ud800' })).toContain('%EF%BF%BD');
  });

  it('puts IPv6 into brackets, and says rtsps for TLS', () => {
    expect(composeSourceUrl({ ...CAMERA, tls: true, host: 'fe80::1', port: 322 })).toBe(
      'rtsps://[fe80::1]:322/live',
    );
    expect(composeSourceUrl({ ...CAMERA, feed: 'mjpeg', port: 81 })).toBe('http://192.168.1.5:81/live');
  });

  it('keeps what is encoded in the path and encodes what would break it', () => {
    expect(composeSourceUrl({ ...CAMERA, path: '/a%20b#c?d=50%&e=%zz' })).toBe(
      'rtsp://192.168.1.5:554/a%20b%23c?d=50%25&e=%25zz',
    );
  });
});
