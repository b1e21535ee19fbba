import { rawStreamUri, streamUri } from '../../fixtures/onvif-answers';
import { queryDevice, MAIN, stopDevices } from '../../fixtures/query-onvif-device';

afterEach(stopDevices);

describe('the address of a stream', () => {
  it.each<[string, string, { tls: boolean; port: number; path: string }]>([
    [
      'blanks and line breaks around it',
      '\n   rtsp://10.0.0.5/a\r\n  ',
      { tls: false, port: 554, path: '/a' },
    ],
    ['a line break in it', 'rtsp://10.0.0.5/a?x=1\n&amp;y=2', { tls: false, port: 554, path: '/a?x=1&y=2' }],
    [
      'an ampersand that is escaped twice',
      'rtsp://10.0.0.5/a?x=1&amp;amp;y=2',
      { tls: false, port: 554, path: '/a?x=1&y=2' },
    ],
    [
      'an ampersand that is not escaped',
      'rtsp://10.0.0.5/a?x=1&y=2',
      { tls: false, port: 554, path: '/a?x=1&y=2' },
    ],
    ['CDATA', '<![CDATA[rtsp://10.0.0.5/a?x=1&y=2]]>', { tls: false, port: 554, path: '/a?x=1&y=2' }],
    ['two ports', 'rtsp://10.0.0.5:80:554/a', { tls: false, port: 554, path: '/a' }],
    ['no host', 'rtsp://:8554/a', { tls: false, port: 8554, path: '/a' }],
    ['no host, and a sign-in', 'rtsp://admin:zx@:8554/a', { tls: false, port: 8554, path: '/a' }],
    [
      'an at sign in its query',
      'rtsp://10.0.0.5/a?owner=me@shop.example',
      { tls: false, port: 554, path: '/a?owner=me@shop.example' },
    ],
    [
      'a sign-in in its path',
      'rtsp://10.0.0.5/user=admin&amp;password=p@ss',
      { tls: false, port: 554, path: '/user=admin&password=p@ss' },
    ],
    ['a blank in its path', 'rtsp://10.0.0.5/a b', { tls: false, port: 554, path: '/a%20b' }],
    ['TLS', 'rtsps://10.0.0.5/a', { tls: true, port: 322, path: '/a' }],
    [
      'a password with a slash and an at sign',
      'rtsp://admin:p/a@s@10.0.0.5:8554/a',
      { tls: false, port: 8554, path: '/a' },
    ],
  ])('is understood with %s', async (_, xml, place) => {
    const { streams } = await queryDevice({ profiles: [MAIN], uris: { p1: { body: rawStreamUri(xml) } } });
    expect(streams).toMatchObject([place]);
  });

  it.each(['iso-8859-1', 'utf-16le'] as const)('and its name are read in %s', async (charset) => {
    const text = streamUri('rtsp://10.0.0.5/a');
    const body =
      charset === 'utf-16le'
        ? Buffer.from(`\ufeff${text}`, 'utf16le')
        : Buffer.from(text.replace('UTF-8', charset), 'latin1');
    const { paths } = await queryDevice({ profiles: [MAIN], uris: { p1: { body } } });
    expect(paths).toEqual(['/a']);
  });
});
