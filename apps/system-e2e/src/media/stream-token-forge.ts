import {
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';

/** Claims of a stream token. */
export type Claims = Readonly<Record<string, unknown>>;

export interface Parts {
  readonly header: Claims;
  readonly claims: Claims;
}

/** Decodes a JWT without validating it. */
export function decodeToken(token: string): Parts {
  const [header, claims] = token.split('.');
  return { header: decode(header), claims: decode(claims) };
}

/** A JWT with these parts, signed with HS256 or EdDSA by the type of the key. Without a key: `alg: none`, no signature. */
export function forge({ header, claims }: Parts, key: KeyObject | null): string {
  const signed = `${encode(key === null ? { ...header, alg: 'none' } : header)}.${encode(claims)}`;
  return `${signed}.${key === null ? '' : signatureOf(signed, key)}`;
}

/** A new random key of the same type. */
export function unrelatedKey({ type }: KeyObject): KeyObject {
  return type === 'secret' ? createSecretKey(randomBytes(32)) : generateKeyPairSync('ed25519').privateKey;
}

/** The token reissued with a new id and `changes`, so that only the changes can cause a denial. */
export function reissued(parts: Parts, changes: Claims): Parts {
  const id = 'mediamtx_permissions' in parts.claims ? 'sub' : 'jti';
  return { header: parts.header, claims: { ...parts.claims, [id]: randomUUID(), ...changes } };
}

/** The claims that grant access to a path, in the form of the token's mode. */
export function grantOf(parts: Parts, { path, act }: { path?: string; act?: string }): Claims {
  const [permission] = (parts.claims['mediamtx_permissions'] ?? []) as Claims[];
  if (!permission) return { ...(path && { path }), ...(act && { act }) };
  return {
    mediamtx_permissions: [{ ...permission, ...(path && { path }), ...(act && { action: act }) }],
  };
}

/** The `Authorization` header that our player sends: `Bearer <jti>:<jwt>`. */
export function authorizationOf(token: string): string {
  const { jti, sub } = decodeToken(token).claims;
  return `Bearer ${String(jti ?? sub)}:${token}`;
}

function signatureOf(text: string, key: KeyObject): string {
  if (key.type === 'secret') return createHmac('sha256', key).update(text).digest('base64url');
  return sign(null, Buffer.from(text), key).toString('base64url');
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string | undefined): Claims {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Claims;
}
