import { randomBytes } from 'node:crypto';
import nacl from 'tweetnacl';

const KEY_BYTES = 32;

/** The key of the variable `MTX_CONFKEY`: its bytes, cut or padded with zeros to 32 (MediaMTX v1.9.3 to v1.20.1). */
function keyOf(secret: string): Uint8Array {
  const key = new Uint8Array(KEY_BYTES);
  key.set(Buffer.from(secret, 'utf8').subarray(0, KEY_BYTES));
  return key;
}

/** Encrypts a file as MediaMTX reads it: base64 of a nonce of 24 bytes and a NaCl secretbox (XSalsa20, Poly1305). */
export function encryptFile(text: string, secret: string): string {
  const nonce = randomBytes(nacl.secretbox.nonceLength);
  const box = nacl.secretbox(Buffer.from(text, 'utf8'), nonce, keyOf(secret));
  return Buffer.concat([nonce, box]).toString('base64');
}

/** Decrypts a file; null when it was encrypted with another key, was changed, or is not an encrypted file. */
export function decryptFile(encrypted: string, secret: string): string | null {
  const bytes = Buffer.from(encrypted.trim(), 'base64');
  if (bytes.length <= nacl.secretbox.nonceLength) return null;
  const nonce = bytes.subarray(0, nacl.secretbox.nonceLength);
  const text = nacl.secretbox.open(bytes.subarray(nacl.secretbox.nonceLength), nonce, keyOf(secret));
  return text && Buffer.from(text).toString('utf8');
}
