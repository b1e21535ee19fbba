import { createHmac } from 'node:crypto';
import { MAX_STREAM_TOKEN_BYTES, StreamTokens } from './stream-token';

const SECRET = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const NOW = new Date('2026-11-23T12:00:00.500Z');
const PATH = 'workshop-1/pit-1';
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const tokens = new StreamTokens({ tokenSecret: SECRET, previousTokenSecret: null });
const sign = (ttl = 60) => tokens.sign({ sub: 'user:7', path: PATH, act: 'read' }, ttl, NOW);

/** A token with any header and claims, signed with a chosen secret. */
function forge(header: object, claims: unknown, secret = SECRET): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
function partsOf(token: string): { header: object; claims: object } {
  const [header = '', claims = ''] = token.split('.');
  const decode = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
  return { header: decode(header), claims: decode(claims) };
}

describe('a stream token', () => {
  it('contains its path, action, viewer and expiry', () => {
    const { token, claims } = sign();
    expect(partsOf(token)).toEqual({
      header: { alg: 'HS256', typ: 'JWT', kid: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
      claims: {
        iss: 'ppf-monitoring',
        aud: 'mediamtx',
        sub: 'user:7',
        typ: 'stream',
        jti: claims.jti,
        iat: 1795435200,
        nbf: 1795435200,
        exp: 1795435260,
        path: PATH,
        act: 'read',
      },
    });
    expect(tokens.verify(token, NOW)).toEqual(claims);
  });

  it('stays under 512 bytes for the largest ids, and contains no colon', () => {
    const path = 'workshop-2147483647/pit-2147483647';
    const { token, claims } = tokens.sign({ sub: 'api-key:2147483647', path, act: 'playback' }, 3600, NOW);
    expect(token.length).toBeLessThanOrEqual(MAX_STREAM_TOKEN_BYTES);
    expect(token + claims.jti).not.toContain(':');
  });

  it('has a unique id', () => {
    expect(new Set(Array.from({ length: 1000 }, () => sign().claims.jti)).size).toBe(1000);
  });

  it('expires to the second', () => {
    const { token } = sign(60);
    expect(typeof tokens.verify(token, after(59.4))).toBe('object');
    expect(tokens.verify(token, after(59.5))).toBe('token-expired');
    expect(tokens.verify(token, after(3600))).toBe('token-expired');
  });

  it('is accepted from a clock that is up to 5 s ahead', () => {
    const { token } = sign();
    expect(typeof tokens.verify(token, after(-5))).toBe('object');
    expect(tokens.verify(token, after(-6))).toBe('token-not-yet-valid');
  });

  it('is rejected when signed with another secret', () => {
    const other = new StreamTokens({ tokenSecret: OTHER, previousTokenSecret: null });
    expect(tokens.verify(other.sign({ sub: 's', path: PATH, act: 'read' }, 60, NOW).token, NOW)).toBe(
      'token-malformed',
    );
    const { header, claims } = partsOf(sign().token);
    expect(tokens.verify(forge(header, claims, OTHER), NOW)).toBe('token-forged');
  });

  it('is accepted under the previous secret during a rotation, while new ones are signed with the current secret', () => {
    const rotating = new StreamTokens({ tokenSecret: OTHER, previousTokenSecret: SECRET });
    const old = sign();
    expect(rotating.verify(old.token, NOW)).toEqual(old.claims);
    const fresh = rotating.sign({ sub: 's', path: PATH, act: 'read' }, 60, NOW);
    expect(rotating.verify(fresh.token, NOW)).toEqual(fresh.claims);
    expect(tokens.verify(fresh.token, NOW)).toBe('token-malformed');
  });

  describe('is rejected when', () => {
    const { header, claims } = partsOf(sign().token);
    const whole = forge(header, claims);
    const [head = '', payload = '', signature = ''] = whole.split('.');

    it('changed only: the unchanged token is accepted', () =>
      expect(typeof tokens.verify(whole, NOW)).toBe('object'));

    it.each<[string, string]>([
      ['empty', ''],
      ['two dots', '..'],
      ['not a JWT', 'good-token'],
      ['without its signature', `${head}.${payload}`],
      ['with an empty signature', `${head}.${payload}.`],
      ['truncated', whole.slice(0, -1)],
      ['longer by one character', `${whole}A`],
      ['with another payload', `${head}.${payload.slice(0, -2)}AA.${signature}`],
      ['of four parts', `${whole}.${signature}`],
      ['very long', `${head}.${'A'.repeat(100_000)}.${signature}`],
      ['unsigned (alg none)', forge({ alg: 'none', typ: 'JWT' }, claims)],
      ['under another algorithm', forge({ ...header, alg: 'HS512' }, claims)],
      ['without a key id', forge({ alg: 'HS256', typ: 'JWT' }, claims)],
      ['an access token', forge(header, { ...claims, typ: 'access' })],
      ['for another audience', forge(header, { ...claims, aud: 'api' })],
      ['from another issuer', forge(header, { ...claims, iss: 'other' })],
      ['for another act', forge(header, { ...claims, act: 'publish' })],
      ['without a path', forge(header, { ...claims, path: undefined })],
      ['without an id', forge(header, { ...claims, jti: undefined })],
      ['without an expiry', forge(header, { ...claims, exp: undefined })],
      ['with a text as expiry', forge(header, { ...claims, exp: '9999999999' })],
      ['with null for claims', forge(header, null)],
      ['with a number for claims', forge(header, 7)],
    ])('%s', (_, token) => {
      expect(['token-malformed', 'token-forged']).toContain(tokens.verify(token, NOW));
    });
  });
});
