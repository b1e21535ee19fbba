import { toRequestUri } from './request-uri';

describe('requestUri', () => {
  it.each([
    [{ tls: false, host: 'camera.lan', port: 554, path: '/stream1' }, 'rtsp://camera.lan:554/stream1'],
    [{ tls: true, host: 'fd00::1', port: 322, path: '/' }, 'rtsps://[fd00::1]:322/'],
    [
      { tls: false, host: 'h', port: 1, path: '/cam/realmonitor?channel=1&subtype=0' },
      'rtsp://h:1/cam/realmonitor?channel=1&subtype=0',
    ],
    [
      { tls: false, host: 'h', port: 1, path: '/a b#c"d<e>\r\nX: y\u0000ü%20' },
      'rtsp://h:1/a%20b%23c%22d%3Ce%3E%0D%0AX:%20y%00%C3%BC%20',
    ],
  ])('makes %j a URI', (place, uri) => {
    expect(toRequestUri(place)).toBe(uri);
  });
});
