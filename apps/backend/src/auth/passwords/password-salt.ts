/** `$argon2id$v=…$m=…,t=…,p=…$salt$digest` (PHC string format). */
const PHC = /^(\$argon2id\$v=\d+\$[^$]+\$([A-Za-z0-9+/]+)\$)[A-Za-z0-9+/]+$/;

/**
 * What a hash is made with but the password: parameters and salt. Accounts of one email share it, so that a sign-in costs
 * one hash however many there are: its time tells nothing of other workshops.
 */
export function saltedPrefix(passwordHash: string): string {
  return PHC.exec(passwordHash)?.[1] ?? passwordHash;
}

/** The salt of a hash; undefined for what is none. */
export function saltOf(passwordHash: string | undefined): Buffer | undefined {
  const salt = PHC.exec(passwordHash ?? '')?.[2];
  return salt === undefined ? undefined : Buffer.from(salt, 'base64');
}
