import { hashSecret, randomSecret } from '../platform/crypto/secrets';

/** 144 random bits, so that an unsalted SHA-256 is sufficient. */
const CODE_BYTES = 18;
/** 288 random bits. */
const CREDENTIAL_BYTES = 36;

/** A new secret and the hash that is stored. */
export interface NewSecret {
  readonly secret: string;
  readonly hash: Buffer;
}

/** Creates a one-time code of 24 characters. */
export function newCode(): NewSecret {
  return withHash(randomSecret(CODE_BYTES));
}

/** Creates a credential of 48 characters. */
export function newCredential(): NewSecret {
  return withHash(randomSecret(CREDENTIAL_BYTES));
}

function withHash(secret: string): NewSecret {
  return { secret, hash: hashSecret(secret) };
}
