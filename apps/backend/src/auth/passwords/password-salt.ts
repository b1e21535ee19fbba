/** `$argon2id$v=…$m=…,t=…,p=…$salt$digest` (PHC string format). */
const PHC = /^(\$argon2id\$v=\d+\$[^$]+\$([A-Za-z0-9+/]+)\$)[A-Za-z0-9+/]+$/;

/**
 * The parameters and salt of a hash. Accounts of one email share them, so that a sign-in costs one hash for any number of
 * accounts, and its duration reveals nothing about other workshops.
 */
export function saltedPrefix(passwordHash: string): string {
  return PHC.exec(passwordHash)?.[1] ?? passwordHash;
}

/** The salt of a hash; undefined for an invalid hash. */
export function saltOf(passwordHash: string | undefined): Buffer | undefined {
  const salt = PHC.exec(passwordHash ?? '')?.[2];
  return salt === undefined ? undefined : Buffer.from(salt, 'base64');
}
