import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { SealingConfig } from '../../config/auth.config';
import { openWithKey, SealBroken, sealWithKey } from './seal-with-key';

const VERSION = 'v1';

/**
 * Encrypts texts at rest: AES-256-GCM, bound to the row that they belong to, so that the sealed text of one row is
 * invalid in another. Form: `v1.<key id>.<nonce>.<tag and text>`. The key id selects the key, also a previous one.
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

  /** @param row The row and column that the text belongs to, for example `pit:7/camera-password`. */
  seal(text: string, row: string): string {
    const head = `${VERSION}.${this.currentId}`;
    return `${head}.${sealWithKey(text, `${head}.${row}`, this.keyOf(this.currentId))}`;
  }

  /** @throws SealBroken */
  open(sealed: string, row: string): string {
    const [version, id, nonce, rest] = sealed.split('.');
    if (version !== VERSION || !id || !nonce || rest === undefined)
      throw new SealBroken('The sealed text does not have the format that this version writes.');
    return openWithKey(`${nonce}.${rest}`, `${version}.${id}.${row}`, this.keyOf(id));
  }

  /** Whether the text is sealed with the previous key, and should be sealed again. */
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
