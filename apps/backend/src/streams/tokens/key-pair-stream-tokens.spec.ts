import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { publicJwk, signToken, tokenHead } from '../../platform/crypto/key-pair-token';
import { MAX_STREAM_TOKEN_BYTES, StreamTokens } from './stream-token';
import { KeyPairStreamTokens } from './key-pair-stream-tokens';

const NOW = new Date('2026-11-23T12:00:00.500Z');
const PATH = 'workshop-1/pit-1';
const SECRETS = { tokenSecret: 'a'.repeat(32), previousTokenSecret: null };
const ABOUT = { sub: 'user:7', path: PATH, act: 'read' } as const;
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const ed25519 = generateKeyPairSync('ed25519').privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const withKey = (tokenKey: KeyObject, previousTokenKey: KeyObject | null = null) =>
  new KeyPairStreamTokens(SECRETS, { tokenKey, previousTokenKey });
const kidOf = (key: KeyObject) => publicJwk(createPublicKey(key)).kid;

/** A token signed with the right key by somebody who may write any claims. */
const forge = (claims: unknown, key = ed25519) =>
  signToken(tokenHead(key, kidOf(key)), claims as object, key);
function partsOf(token: string): { header: object; claims: Record<string, unknown> } {
  const [header = '', claims = ''] = token.split('.');
  const decode = (text: string) =>
    JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
  return { header: decode(header), claims: decode(claims) };
}

describe.each([
  ['Ed25519', ed25519, 'EdDSA'],
  ['P-256', p256, 'ES256'],
])('a stream token of JWT mode, signed with %s', (_, key, alg) => {
  const tokens = withKey(key);
  const make = (ttl = 60) => tokens.sign(ABOUT, ttl, NOW);

  it('says to MediaMTX what it opens and until when, its id as the user, and whose it is', () => {
    const { token, claims } = make();
    expect(partsOf(token)).toEqual({
      header: { alg, kid: kidOf(key) },
      claims: {
        iss: 'ppf-monitoring',
        aud: 'mediamtx',
        sub: claims.jti,
        typ: 'stream',
        viewer: 'user:7',
        iat: 1795435200,
        exp: 1795435260,
        mediamtx_permissions: [{ action: 'read', path: PATH }],
      },
    });
    expect(claims).toMatchObject({ sub: 'user:7', path: PATH, act: 'read', nbf: 1795435200 });
    expect(tokens.verify(token, NOW)).toEqual(claims);
  });

  it('is signed as JWS says, so that others can check it', () => {
    const { token } = make();
    const dot = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(dot + 1), 'base64url');
    const publicKey = { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' as const };
    const hash = alg === 'EdDSA' ? null : 'sha256';
    expect(signature).toHaveLength(64);
    expect(verify(hash, Buffer.from(token.slice(0, dot)), publicKey, signature)).toBe(true);
  });

  it('stays under 512 bytes for the largest ids, and holds no colon', () => {
    const path = 'workshop-2147483647/pit-2147483647/sub';
    const about = { sub: 'share-link:2147483647', path, act: 'playback' } as const;
    const { token, claims } = tokens.sign(about, 3600, NOW);
    expect(token.length).toBeLessThanOrEqual(MAX_STREAM_TOKEN_BYTES);
    expect(token + claims.jti).not.toContain(':');
    expect(tokens.verify(token, NOW)).toEqual(claims);
  });

  it('ends to the second, and may come from a clock that is 5 s ahead', () => {
    const { token } = make(60);
    expect(typeof tokens.verify(token, after(59.4))).toBe('object');
    expect(tokens.verify(token, after(59.5))).toBe('token-expired');
    expect(typeof tokens.verify(token, after(-5))).toBe('object');
    expect(tokens.verify(token, after(-6))).toBe('token-not-yet-valid');
  });
});

describe('tokens of JWT mode', () => {
  const tokens = withKey(ed25519);

  it('are accepted under another key while rotating, in either direction', () => {
    const before = withKey(ed25519, createPublicKey(p256));
    const afterwards = withKey(p256, createPublicKey(ed25519));
    for (const [signer, checker] of [
      [before, afterwards],
      [afterwards, before],
    ] as const) {
      const { token, claims } = signer.sign(ABOUT, 60, NOW);
      expect(checker.verify(token, NOW)).toEqual(claims);
    }
    expect(tokens.verify(withKey(p256).sign(ABOUT, 60, NOW).token, NOW)).toBe('token-malformed');
  });

  it('stand beside those of hook mode, for media servers that still ask', () => {
    const { token, claims } = new StreamTokens(SECRETS).sign(ABOUT, 60, NOW);
    expect(tokens.verify(token, NOW)).toEqual(claims);
  });

  describe('are none of ours when', () => {
    const { token: whole } = tokens.sign(ABOUT, 60, NOW);
    const { claims } = partsOf(whole);
    const [head = '', payload = '', signature = ''] = whole.split('.');
    const permission = { action: 'read', path: PATH };

    it('whole, to begin with, they are', () =>
      expect(typeof tokens.verify(forge(claims), NOW)).toBe('object'));

    it.each<[string, string]>([
      ['without a signature', `${head}.${payload}`],
      ['with an empty signature', `${head}.${payload}.`],
      ['cut', whole.slice(0, -1)],
      ['longer by one', `${whole}A`],
      ['with another payload', `${head}.${payload.slice(0, -2)}AA.${signature}`],
      ['of four parts', `${whole}.${signature}`],
      ['very long', `${head}.${'A'.repeat(100_000)}.${signature}`],
      [
        'signed by another key under our key’s name',
        `${tokenHead(ed25519, kidOf(ed25519))}${signToken('', claims, generateKeyPairSync('ed25519').privateKey)}`,
      ],
      ['unsigned (alg none)', `${encoded({ alg: 'none', kid: kidOf(ed25519) })}.${payload}.`],
      ['without a key id', `${encoded({ alg: 'EdDSA' })}.${payload}.${signature}`],
      ['a publish key', forge({ ...claims, mediamtx_permissions: [{ action: 'publish', path: PATH }] })],
      ['for two paths', forge({ ...claims, mediamtx_permissions: [permission, permission] })],
      ['for every path', forge({ ...claims, mediamtx_permissions: [{ action: 'read' }] })],
      ['for an empty path', forge({ ...claims, mediamtx_permissions: [{ action: 'read', path: '' }] })],
      ['for no path', forge({ ...claims, mediamtx_permissions: [] })],
      ['with a text for permissions', forge({ ...claims, mediamtx_permissions: '[]' })],
      ['for another audience', forge({ ...claims, aud: 'api' })],
      ['from another issuer', forge({ ...claims, iss: 'other' })],
      ['of another type', forge({ ...claims, typ: 'access' })],
      ['without an id', forge({ ...claims, sub: undefined })],
      ['without a viewer', forge({ ...claims, viewer: undefined })],
      ['without an end', forge({ ...claims, exp: undefined })],
      ['with null for claims', forge(null)],
      ['with a number for claims', forge(7)],
    ])('%s', (_, token) => {
      expect(['token-malformed', 'token-forged']).toContain(tokens.verify(token, NOW));
    });
  });
});

function encoded(header: object): string {
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}
