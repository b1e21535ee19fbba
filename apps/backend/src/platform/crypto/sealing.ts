import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SealingConfig } from '../../config/auth.config';

const VERSION = 'v1';

/** A sealed text cannot be opened: another key, another row, or damage. */
export class SealBroken extends Error {}

/**
 * Keeps texts unreadable at rest: AES-256-GCM, bound to the row that they belong to, so that one row's sealed text is
 * worth nothing in another. `v1.<key id>.<nonce>.<tag and text>`; the key id lets an older key open what it sealed.
 */
@Injectable()
export class Sealing {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly currentId: string;

  constructor(config: SealingConfig) {
    this.currentId = keyId(config.key);
    this.keys = new Map(
      [config.previousKey, config.key].filter((key) => key !== null).map((key) => [keyId(key), key]),
    );
  }

  /** @param row What the text belongs to, for example `pit:7/camera-password`. */
  seal(text: string, row: string): string {
    return seal(text, row, this.currentId, this.keyOf(this.currentId));
  }

  /** @throws SealBroken */
  open(sealed: string, row: string): string {
    const [version, id, nonce, rest] = sealed.split('.');
    if (version !== VERSION || !id || !nonce || rest === undefined)
      throw new SealBroken('The sealed text has another form than this version writes.');
    return open(Buffer.from(nonce, 'base64url'), Buffer.from(rest, 'base64url'), row, id, this.keyOf(id));
  }

  /** Whether the text is sealed with a key that is being replaced, and should be sealed anew. */
  isOutdated(sealed: string): boolean {
    return sealed.split('.')[1] !== this.currentId;
  }

  private keyOf(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new SealBroken(`No key ${id}: it is neither SEALING_KEY nor SEALING_KEY_PREVIOUS.`);
    return key;
  }
}

function keyId(key: Buffer): string {
  return createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8);
}

function seal(text: string, row: string, id: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(row, id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const rest = Buffer.concat([cipher.getAuthTag(), sealed]);
  return [VERSION, id, nonce.toString('base64url'), rest.toString('base64url')].join('.');
}

function open(nonce: Buffer, rest: Buffer, row: string, id: string, key: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(
      boundTo(row, id),
    );
    decipher.setAuthTag(rest.subarray(0, 16));
    return Buffer.concat([decipher.update(rest.subarray(16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealBroken('The sealed text was changed, or belongs to another row.', { cause });
  }
}

function boundTo(row: string, id: string): Buffer {
  return Buffer.from(`${VERSION}.${id}.${row}`, 'utf8');
}
