import { createHash, randomUUID } from 'node:crypto';
import { hashSecret, randomSecret } from '../../platform/crypto/secrets';
import { openWithKey, sealWithKey } from '../../platform/crypto/seal-with-key';

/** A refresh token as presented by a client. */
export interface PresentedToken {
  readonly text: string;
  readonly signInId: string;
  readonly hash: Buffer;
}

const FORMAT = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.[\w-]{43}$/;

/** A new token of a sign-in: `<sign-in id>.<256 random bits>`. Stored only as its SHA-256. */
export function createRefreshToken(signInId: string = randomUUID()): PresentedToken {
  const text = `${signInId}.${randomSecret(32)}`;
  return { text, signInId, hash: hashSecret(text) };
}

/** Parses a token; null for an invalid text. */
export function parseRefreshToken(text: string | undefined): PresentedToken | null {
  const signInId = text === undefined ? undefined : FORMAT.exec(text)?.[1];
  return text === undefined || signInId === undefined ? null : { text, signInId, hash: hashSecret(text) };
}

/** Encrypts a token so that only the previous token can decrypt it: the database alone reveals neither. */
export function sealSuccessor(successor: PresentedToken, before: PresentedToken): string {
  return sealWithKey(successor.text, before.signInId, keyFrom(before));
}

/** Decrypts a token. @throws SealBroken when `before` is not the token that it was sealed with. */
export function openSuccessor(sealed: string, before: PresentedToken): string {
  return openWithKey(sealed, before.signInId, keyFrom(before));
}

function keyFrom(token: PresentedToken): Buffer {
  return createHash('sha256').update('refresh token successor').update(token.text).digest();
}
