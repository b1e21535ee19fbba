import { sessionUrl } from './session-url';

describe('sessionUrl', () => {
  it.each([
    ['an absolute path', '/w/pit-1/whep/s', 'http://h:8889/w/pit-1/whep', 'http://h:8889/w/pit-1/whep/s'],
    [
      'a path without the proxy’s prefix',
      '/w/pit-1/whep/s',
      'https://h/webrtc/w/pit-1/whep',
      'https://h/webrtc/w/pit-1/whep/s',
    ],
    [
      'a path that the proxy has rewritten',
      '/webrtc/w/pit-1/whep/s',
      'https://h/webrtc/w/pit-1/whep',
      'https://h/webrtc/w/pit-1/whep/s',
    ],
    ['a prefix of two parts', '/pit-1/whep/s', 'https://h/a/b/pit-1/whep?x=1', 'https://h/a/b/pit-1/whep/s'],
    [
      'the query that v1.10.0 and later repeat',
      '/pit-1/whep/s?token=t',
      'https://h/webrtc/pit-1/whep?token=t',
      'https://h/webrtc/pit-1/whep/s?token=t',
    ],
    ['a relative address', 'whep/s', 'https://h/w/pit-1/whep', 'https://h/w/pit-1/whep/s'],
    ['another host', 'https://edge/pit-1/whep/s', 'https://h/webrtc/pit-1/whep', 'https://edge/pit-1/whep/s'],
    [
      'an address with another structure',
      '/sessions/s',
      'https://h/webrtc/pit-1/whep',
      'https://h/sessions/s',
    ],
    ['an address at the root', '/s', 'https://h/pit-1/whep', 'https://h/s'],
  ])('resolves %s', (_, location, request, session) => {
    expect(sessionUrl(location, request)).toBe(session);
  });
});
