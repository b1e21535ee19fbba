import { constants, type KeyObject, verify } from 'node:crypto';
import type { SetKey } from './key-set';

/** Claims of a token. */
export type JwtClaims = Record<string, unknown>;

/** Required claims; an empty string means not required (≥ v1.17.0). */
export interface WantedClaims {
  issuer: string;
  audience: string;
}

const HASHES: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };

/**
 * Returns the claims of a JWT that is signed by one of the keys and valid now. As in v1.20.1: no leeway, `exp` and
 * `nbf` are optional, and a token without `kid` may use any key (MediaMTX contract §2). Throws otherwise.
 */
export function verifyJwt(
  token: string,
  keys: readonly SetKey[],
  wanted: WantedClaims,
  now: Date,
): JwtClaims {
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || signature === '')
    throw new Error('token is malformed: token contains an invalid number of segments');
  const header = decode(head);
  const alg = String(header['alg']);
  const text = Buffer.from(`${head}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  if (!candidates(header, alg, keys).some(({ key }) => isSigned(alg, text, key, bytes)))
    throw new Error('token signature is invalid');
  const claims = decode(payload);
  check(claims, wanted, now.getTime() / 1000);
  return claims;
}

function candidates(header: JwtClaims, alg: string, keys: readonly SetKey[]): readonly SetKey[] {
  const { kid } = header;
  if (kid === undefined) return keys;
  const named = keys.filter((key) => key.kid === kid);
  if (named.length === 0) throw new Error('token is unverifiable: could not read JWK from storage');
  const [{ alg: expected }] = named as [SetKey];
  if (expected !== '' && expected !== alg)
    throw new Error(`token is unverifiable: JWK "alg" is ${expected}, not ${alg}`);
  return named;
}

function isSigned(alg: string, text: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (alg === 'EdDSA') return key.asymmetricKeyType === 'ed25519' && verify(null, text, key, signature);
  const [, family, bits = ''] = /^(RS|PS|ES)(256|384|512)$/.exec(alg) ?? [];
  const hash = HASHES[bits];
  if (!family || !hash || (family === 'ES') !== (key.asymmetricKeyType === 'ec')) return false;
  if (family === 'ES') return verify(hash, text, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (key.asymmetricKeyType !== 'rsa') return false;
  const padding = family === 'PS' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return verify(hash, text, { key, padding }, signature);
}

function check(claims: JwtClaims, { issuer, audience }: WantedClaims, seconds: number): void {
  const { exp, nbf, iss, aud } = claims;
  for (const instant of [exp, nbf])
    if (instant !== undefined && typeof instant !== 'number')
      throw new Error('token is malformed: could not JSON decode claim');
  if (typeof exp === 'number' && seconds >= exp)
    throw new Error('token has invalid claims: token is expired');
  if (typeof nbf === 'number' && seconds < nbf)
    throw new Error('token has invalid claims: token is not valid yet');
  if (issuer !== '' && iss !== issuer) throw new Error('token has invalid claims: token has invalid issuer');
  if (audience !== '' && ![aud].flat().includes(audience))
    throw new Error('token has invalid claims: token has invalid audience');
}

function decode(part: string): JwtClaims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JwtClaims;
  } catch {
    // Reported below.
  }
  throw new Error('token is malformed: could not JSON decode');
}
