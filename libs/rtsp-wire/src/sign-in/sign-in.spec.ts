import { basicAuthorization } from './basic-authorization';
import { digestAuthorization } from './digest-authorization';
import { digestResponse } from './digest-response';
import { parseChallenges } from './parse-challenges';

const RFC_7616 = {
  user: 'Mufasa',
  password: 'Circle of Life',
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  method: 'GET',
  uri: '/dir/index.html',
};

describe('digestResponse', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ['sha-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('computes the %s response of RFC 7616 §3.9.1', (algorithm, response) => {
    const auth = { cnonce: RFC_7616.cnonce, nc: '00000001' };
    expect(digestResponse({ ...RFC_7616, algorithm, auth })).toBe(response);
  });

  it('computes the response of RFC 2069 §2.4 (corrected) without qop', () => {
    const old = { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' };
    const input = { ...RFC_7616, ...old, password: 'CircleOfLife', algorithm: 'MD5', auth: null };
    expect(digestResponse(input)).toBe('1949323746fe6a43ef61f9606e7febea');
  });

  it('refuses an unsupported algorithm', () => {
    expect(() => digestResponse({ ...RFC_7616, algorithm: 'TTH', auth: null })).toThrow(RangeError);
  });
});

describe('digestAuthorization', () => {
  it('keeps quotes and line breaks of a user name inside the quotes', () => {
    const params = new Map([['nonce', 'n']]);
    const request = { ...RFC_7616, user: 'a"b\\c\r\nX: y', count: 1 };
    expect(digestAuthorization(params, request)).toContain('username="a\\"b\\\\cX: y"');
  });
});

describe('basicAuthorization', () => {
  it('encodes UTF-8', () => {
    const text = Buffer.from('ädmin:p:ä ß').toString('base64');
    expect(basicAuthorization({ user: 'ädmin', password: 'p:ä ß' })).toBe(`Basic ${text}`);
  });
});

describe('parseChallenges', () => {
  it('parses several headers and several challenges in one header', () => {
    const challenges = parseChallenges([
      'Digest realm="a, \\"b\\"", nonce="n=", qop="auth,auth-int", stale=FALSE, Basic realm="c"',
      'Basic realm=plain',
    ]);
    expect(challenges.map(({ scheme, params }) => [scheme, Object.fromEntries(params)])).toEqual([
      ['digest', { realm: 'a, "b"', nonce: 'n=', qop: 'auth,auth-int', stale: 'FALSE' }],
      ['basic', { realm: 'c' }],
      ['basic', { realm: 'plain' }],
    ]);
  });

  it.each(['', ',', '="', 'realm="x', '\u0000', '"'.repeat(2_000)])('does not throw for %p', (value) => {
    expect(() => parseChallenges([value])).not.toThrow();
  });
});
