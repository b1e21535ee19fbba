import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { randomSecret, sameBytes } from '../../platform/crypto/secrets';

/** Accounts that one device is known for at most: the one not used for longest is dropped. */
const MOST_ACCOUNTS = 8;
const FORM = /^([\w-]{22})((?:\.[\w-]{22}){1,8})$/;

/** The key that proofs of known devices are made with. */
export function knownDeviceKey(accessTokenSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'ppf-monitoring known device', 32));
}

/**
 * The id of the device that a cookie names, if somebody has signed in to this account on it before; else null. A cookie
 * is `<device id>.<proof>…`, a proof for each account: only who has signed in has one, and it tells no email.
 */
export function recogniseDevice(
  cookie: string | undefined,
  account: string,
  key: Buffer | KeyObject,
): string | null {
  const { id, proofs } = parseDevice(cookie);
  if (id === null) return null;
  const wanted = Buffer.from(proofOf(id, account, key));
  return proofs.some((proof) => sameBytes(Buffer.from(proof), wanted)) ? id : null;
}

/** The cookie of a device on which somebody has just signed in to the account. Keeps the id that the device has. */
export function rememberDevice(cookie: string | undefined, account: string, key: Buffer | KeyObject): string {
  const known = parseDevice(cookie);
  const id = known.id ?? randomSecret(16);
  const proof = proofOf(id, account, key);
  const others = known.proofs.filter((each) => each !== proof);
  return [id, proof, ...others].slice(0, MOST_ACCOUNTS + 1).join('.');
}

function parseDevice(cookie = ''): { readonly id: string | null; readonly proofs: readonly string[] } {
  const [, id = null, proofs = ''] = FORM.exec(cookie) ?? [];
  return { id, proofs: proofs.split('.').slice(1) };
}

function proofOf(id: string, account: string, key: Buffer | KeyObject): string {
  return createHmac('sha256', key).update(`${id} ${account}`).digest('base64url').slice(0, 22);
}
