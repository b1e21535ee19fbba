import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { randomSecret, sameBytes } from '../../platform/crypto/secrets';

/** Accounts that one device is known for; the least recently used one is dropped. */
const MAX_ACCOUNTS = 8;
const FORMAT = /^([\w-]{22})((?:\.[\w-]{22}){1,8})$/;

/** The key of the proofs of known devices. */
export function knownDeviceKey(accessTokenSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'ppf-monitoring known device', 32));
}

/**
 * The id of the cookie's device if the account has signed in on it before; else null. A cookie is `<device id>.<proof>…`,
 * with one proof per account. A proof is issued after a sign-in only, and reveals no email.
 */
export function recognizeDevice(
  cookie: string | undefined,
  account: string,
  key: Buffer | KeyObject,
): string | null {
  const { id, proofs } = parseDevice(cookie);
  if (id === null) return null;
  const expected = Buffer.from(proofOf(id, account, key));
  return proofs.some((proof) => sameBytes(Buffer.from(proof), expected)) ? id : null;
}

/** The cookie of a device on which the account has just signed in. Keeps the id of the device. */
export function rememberDevice(cookie: string | undefined, account: string, key: Buffer | KeyObject): string {
  const known = parseDevice(cookie);
  const id = known.id ?? randomSecret(16);
  const proof = proofOf(id, account, key);
  const others = known.proofs.filter((each) => each !== proof);
  return [id, proof, ...others].slice(0, MAX_ACCOUNTS + 1).join('.');
}

function parseDevice(cookie = ''): { readonly id: string | null; readonly proofs: readonly string[] } {
  const [, id = null, proofs = ''] = FORMAT.exec(cookie) ?? [];
  return { id, proofs: proofs.split('.').slice(1) };
}

function proofOf(id: string, account: string, key: Buffer | KeyObject): string {
  return createHmac('sha256', key).update(`${id} ${account}`).digest('base64url').slice(0, 22);
}
