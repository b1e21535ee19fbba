import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';
import { type KeyObject } from 'node:crypto';

/** A public key as MediaMTX loads it (RFC 7517). */
export interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
  readonly kid: string;
}

/** Length of a key id, characters: 72 bits of the thumbprint. */
const KEY_ID_LENGTH = 12;

/** The JWK of a public key. Its id is the beginning of its thumbprint (RFC 7638): the same in every replica. */
export async function publicJwk(key: KeyObject): Promise<PublicJwk> {
  return withKeyId(await exportJWK(key));
}

/**
 * The JWK of an Ed25519 public key of 32 bytes, as databases store it.
 * @throws RangeError for another number of bytes: MediaMTX would reject the whole set of keys.
 */
export async function ed25519Jwk(bytes: Uint8Array): Promise<PublicJwk> {
  if (bytes.length !== 32) throw new RangeError('A public key of Ed25519 has 32 bytes.');
  return withKeyId({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') });
}

async function withKeyId({ kty = '', crv = '', x = '', y }: JWK): Promise<PublicJwk> {
  const members = { kty, crv, x, ...(y !== undefined && { y }) };
  return { ...members, kid: (await calculateJwkThumbprint(members)).slice(0, KEY_ID_LENGTH) };
}
