import { SignJWT } from 'jose';
import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { publicJwk } from '../../platform/crypto/public-jwk';
import { createStreamTokens } from './create-stream-tokens';
import { MAX_STREAM_TOKEN_BYTES, type StreamTokenGrant, StreamTokens } from './stream-token';
import { StreamTokenSigner } from './stream-token-signer';

const NOW = new Date('2026-11-23T12:00:00.500Z');
const PATH = 'workshop-1/pit-1';
const SECRETS = { tokenSecret: 'a'.repeat(32), previousTokenSecret: null };
const GRANT = { sub: 'user:7', path: PATH, act: 'read' } as const;
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const ed25519 = generateKeyPairSync('ed25519').privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** Signs and verifies as the API and the hook do in JWT mode. */
async function withKey(tokenKey: KeyObject, previousTokenKey: KeyObject | null = null) {
  const settings = { ...SECRETS, tokenKey, previousTokenKey };
  const signer = await StreamTokenSigner.load(settings, { auth: 'jwt' });
  const tokens = createStreamTokens(SECRETS, signer.acceptedKeys);
  return {
    sign: (grant: StreamTokenGrant = GRANT, ttl = 60) => signer.sign(grant, ttl, NOW),
    verify: (token: string, now = NOW) => tokens.verify(token, now),
  };
}
const kidOf = async (key: KeyObject) => (await publicJwk(createPublicKey(key))).kid;

/** A token with any claims, signed with a key under the key id of another one. */
async function forge(claims: object, key = ed25519, namedAs = ed25519): Promise<string> {
  const header = { alg: 'EdDSA', kid: await kidOf(namedAs) };
  return new SignJWT({ ...claims }).setProtectedHeader(header).sign(key);
}
/** A correctly signed token whose claims are any JSON value, which no library signs. */
async function forgeText(claims: unknown): Promise<string> {
  const header = { alg: 'EdDSA', kid: await kidOf(ed25519) };
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), ed25519).toString('base64url')}`;
}
function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
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
  it('contains the permission for MediaMTX, its id as the user, and the viewer', async () => {
    const tokens = await withKey(key);
    const { token, claims } = await tokens.sign();
    expect(partsOf(token)).toEqual({
      header: { alg, kid: await kidOf(key) },
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
    expect(tokens.verify(token)).toEqual(claims);
  });

  it('has a JWS signature that other implementations can verify', async () => {
    const { token } = await (await withKey(key)).sign();
    const dot = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(dot + 1), 'base64url');
    const publicKey = { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' as const };
    const hash = alg === 'EdDSA' ? null : 'sha256';
    expect(signature).toHaveLength(64);
    expect(verify(hash, Buffer.from(token.slice(0, dot)), publicKey, signature)).toBe(true);
  });

  it('stays under 512 bytes for the largest ids, and contains no colon', async () => {
    const path = 'workshop-2147483647/pit-2147483647/sub';
    const tokens = await withKey(key);
    const grant = { sub: 'share-link:2147483647', path, act: 'playback' } as const;
    const { token, claims } = await tokens.sign(grant, 3600);
    expect(token.length).toBeLessThanOrEqual(MAX_STREAM_TOKEN_BYTES);
    expect(token + claims.jti).not.toContain(':');
    expect(tokens.verify(token)).toEqual(claims);
  });

  it('expires to the second, and is accepted from a clock that is 5 s ahead', async () => {
    const tokens = await withKey(key);
    const { token } = await tokens.sign();
    expect(typeof tokens.verify(token, after(59.4))).toBe('object');
    expect(tokens.verify(token, after(59.5))).toBe('token-expired');
    expect(typeof tokens.verify(token, after(-5))).toBe('object');
    expect(tokens.verify(token, after(-6))).toBe('token-not-yet-valid');
  });
});

describe('tokens of JWT mode', () => {
  it('are accepted under the other key during a rotation, in either direction', async () => {
    const before = await withKey(ed25519, createPublicKey(p256));
    const afterwards = await withKey(p256, createPublicKey(ed25519));
    for (const [signer, checker] of [
      [before, afterwards],
      [afterwards, before],
    ] as const) {
      const { token, claims } = await signer.sign();
      expect(checker.verify(token)).toEqual(claims);
    }
    const { token } = await (await withKey(p256)).sign();
    expect((await withKey(ed25519)).verify(token)).toBe('token-malformed');
  });

  it('are accepted beside those of hook mode, for media servers that still call the hook', async () => {
    const { token, claims } = new StreamTokens(SECRETS).sign(GRANT, 60, NOW);
    expect((await withKey(ed25519)).verify(token)).toEqual(claims);
  });

  it('need a key', async () => {
    const settings = { ...SECRETS, tokenKey: null, previousTokenKey: null };
    await expect(StreamTokenSigner.load(settings, { auth: 'jwt' })).rejects.toThrow('STREAM_TOKEN_KEY');
  });

  describe('are rejected', () => {
    const permission = { action: 'read', path: PATH };
    let tokens: Awaited<ReturnType<typeof withKey>>;
    let valid: string;
    let claims: Record<string, unknown>;
    let parts: string[];
    beforeAll(async () => {
      tokens = await withKey(ed25519);
      valid = (await tokens.sign()).token;
      ({ claims } = partsOf(valid));
      parts = valid.split('.');
    });

    it('only after a change: the unchanged claims are accepted', async () => {
      expect(typeof tokens.verify(await forge(claims))).toBe('object');
    });

    it.each<[string, () => string | Promise<string>]>([
      ['without a signature', () => `${parts[0]}.${parts[1]}`],
      ['with an empty signature', () => `${parts[0]}.${parts[1]}.`],
      ['truncated', () => valid.slice(0, -1)],
      ['longer by one character', () => `${valid}A`],
      ['with another payload', () => `${parts[0]}.${parts[1]?.slice(0, -2)}AA.${parts[2]}`],
      ['of four parts', () => `${valid}.${parts[2]}`],
      ['very long', () => `${parts[0]}.${'A'.repeat(100_000)}.${parts[2]}`],
      [
        'signed by another key under this key’s id',
        () => forge(claims, generateKeyPairSync('ed25519').privateKey, ed25519),
      ],
      [
        'unsigned (alg none)',
        async () => `${encode({ alg: 'none', kid: await kidOf(ed25519) })}.${parts[1]}.`,
      ],
      ['without a key id', () => `${encode({ alg: 'EdDSA' })}.${parts[1]}.${parts[2]}`],
      [
        'as a publish key',
        () => forge({ ...claims, mediamtx_permissions: [{ action: 'publish', path: PATH }] }),
      ],
      ['for two paths', () => forge({ ...claims, mediamtx_permissions: [permission, permission] })],
      ['for every path', () => forge({ ...claims, mediamtx_permissions: [{ action: 'read' }] })],
      ['for an empty path', () => forge({ ...claims, mediamtx_permissions: [{ action: 'read', path: '' }] })],
      ['for no path', () => forge({ ...claims, mediamtx_permissions: [] })],
      ['with a text for permissions', () => forge({ ...claims, mediamtx_permissions: '[]' })],
      ['for another audience', () => forge({ ...claims, aud: 'api' })],
      ['from another issuer', () => forge({ ...claims, iss: 'other' })],
      ['of another type', () => forge({ ...claims, typ: 'access' })],
      ['without an id', () => forge({ ...claims, sub: undefined })],
      ['without a viewer', () => forge({ ...claims, viewer: undefined })],
      ['without an expiry', () => forge({ ...claims, exp: undefined })],
      ['with null for claims', () => forgeText(null)],
      ['with a number for claims', () => forgeText(7)],
    ])('%s', async (_, create) => {
      expect(['token-malformed', 'token-forged']).toContain(tokens.verify(await create()));
    });
  });
});
