import { forbiddenCharacterName } from './forbidden-character-name';
import { parseCameraAddress, parseTypedCameraAddress } from './parse-camera-address';

const CAMERA = {
  scheme: 'rtsp',
  host: '192.168.1.5',
  port: null,
  path: '/live',
  user: '',
  password: '',
} as const;

describe('parseCameraAddress', () => {
  it.each([
    ['a plain address', 'rtsp://192.168.1.5/live', {}],
    ['a port', 'rtsp://192.168.1.5:8554/live', { port: 8554 }],
    ['an empty port', 'rtsp://192.168.1.5:/live', {}],
    ['TLS, with its own port', 'rtsps://192.168.1.5/live', { scheme: 'rtsps' }],
    ['MJPEG over HTTP', 'http://192.168.1.5/live', { scheme: 'http' }],
    ['MJPEG over HTTPS', 'https://192.168.1.5:81/live', { scheme: 'https', port: 81 }],
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
    ['a non-ASCII letter', 'rtsp://admin:grün@192.168.1.5/live', { user: 'admin', password: 'grün' }],
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
    [
      'an e-mail address in the query, without credentials in front',
      'rtsp://192.168.1.5:554/live?owner=me@shop.example',
      { port: 554, path: '/live?owner=me@shop.example' },
    ],
    [
      'an @ among credentials in the path (XMEye)',
      'rtsp://192.168.1.5/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream',
      { path: '/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream' },
    ],
    [
      'credentials in front and an e-mail address in the query',
      'rtsp://admin:pw@192.168.1.5/live?owner=me@shop.example',
      { user: 'admin', password: 'pw', path: '/live?owner=me@shop.example' },
    ],
    ['a space in the path', 'rtsp://192.168.1.5/my camera/1', { path: '/my camera/1' }],
    ['a line break at its end, as it is copied', 'rtsp://192.168.1.5/live\n', {}],
    ['letters beyond ASCII in the path', 'rtsp://192.168.1.5/Tür', { path: '/Tür' }],
    [
      'a raw @, / and # before a short host name',
      'rtsp://admin:p@ss/w?rd#1@cam/live',
      { user: 'admin', password: 'p@ss/w?rd#1', host: 'cam' },
    ],
    [
      'a short host name, and an e-mail address in the query',
      'rtsp://admin:pw@cam/live?owner=me@shop.example',
      { user: 'admin', password: 'pw', host: 'cam', path: '/live?owner=me@shop.example' },
    ],
    ['a short host name', 'rtsp://admin:pw@camera/live', { user: 'admin', password: 'pw', host: 'camera' }],
  ])('parses %s', (_, url, expected) => {
    expect(parseCameraAddress(url)).toEqual({ address: { ...CAMERA, ...expected }, fault: null });
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
    expect(parseCameraAddress(url)).toEqual({ address: null, fault: { code: 'not-an-address' } });
  });
});

describe('a forbidden character', () => {
  it.each([
    ['rtsp://192.168.1.5/cam?ch=1\n&sub=0', 'a line break (U+000A)'],
    ['rtsp://192.168.1.5/cam\r', null],
    ['rtsp://192.168.1.5/a\rb', 'a carriage return (U+000D)'],
    ['rtsp://192.168.1.5/a\tb', 'a tab (U+0009)'],
    ['rtsp://192.168.1.5/a\u007fb', 'a delete character (U+007F)'],
    ['rtsp://192.168.1.5/a\u0000b', 'a null character (U+0000)'],
    ['rtsp://192.168.1.5/a\u0085b', 'a control character (U+0085)'],
    ['rtsp://192.168.1.5/a\u200bb', 'a zero-width space (U+200B)'],
    ['rtsp://192.168.1.5/a\u00a0b', 'a no-break space (U+00A0)'],
    ['rtsp://192.168.1.5/a\u202eb', 'an invisible character (U+202E)'],
    ['rtsp://192.168.1.5/a\ud83d', 'half of a character (U+D83D)'],
    [
      'rtsp://192.168.1.5/a\ufffdb',
      'a replacement character, which stands for text in another encoding (U+FFFD)',
    ],
    ['rtsp://ad\nmin:pw@192.168.1.5/a', 'a line break (U+000A)'],
    ['rtsp://admin:p%0Aw@192.168.1.5/a', 'a line break (U+000A)'],
    ['rtsp://192.168.1.5\u200b/a', 'a zero-width space (U+200B)'],
  ])('is named: %j, %s', (url, character) => {
    const { fault } = parseCameraAddress(url);
    const named = fault?.code === 'forbidden-character' ? forbiddenCharacterName(fault.character) : null;
    expect(named).toBe(character);
  });

  it('does not restrict other characters of a password', () => {
    const { address } = parseCameraAddress('rtsp://admin:p\u00a0ß😀 %@192.168.1.5/a');
    expect(address?.password).toBe('p\u00a0ß😀 %');
  });
});

describe('parseTypedCameraAddress', () => {
  it.each([
    ['192.168.1.20', 'rtsp', '192.168.1.20', null, '/'],
    [' cam.local:8554 ', 'rtsp', 'cam.local', 8554, '/'],
    ['192.168.1.20/stream1', 'rtsp', '192.168.1.20', null, '/stream1'],
    ['192.168.1.20/live?owner=me@shop.example', 'rtsp', '192.168.1.20', null, '/live?owner=me@shop.example'],
    ['rtsps://cam/s', 'rtsps', 'cam', null, '/s'],
    ['http://cam:81/mjpeg', 'http', 'cam', 81, '/mjpeg'],
  ])('parses %s', (text, scheme, host, port, path) => {
    expect(parseTypedCameraAddress(text).address).toMatchObject({ scheme, host, port, path });
  });

  it.each(['', '   ', 'ftp://cam/', 'two words'])('does not parse “%s”', (text) =>
    expect(parseTypedCameraAddress(text).address).toBeNull(),
  );
});
