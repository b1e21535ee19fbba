import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A sealed text cannot be opened: it has another key, another row, or damage. */
export class SealBroken extends Error {}

/**
 * AES-256-GCM with a random nonce, as `<nonce>.<tag and text>`.
 * @param boundTo The row that the text belongs to; needed again to open it.
 */
export function sealWithKey(text: string, boundTo: string, key: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${nonce.toString('base64url')}.${Buffer.concat([cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** @throws SealBroken */
export function openWithKey(sealed: string, boundTo: string, key: Uint8Array): string {
  const [nonce, rest] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  try {
    if (!nonce || !rest) throw new Error('two parts expected');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(boundTo)).setAuthTag(rest.subarray(0, 16));
    return Buffer.concat([decipher.update(rest.subarray(16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealBroken('The sealed text was changed, or belongs to another row.', { cause });
  }
}
