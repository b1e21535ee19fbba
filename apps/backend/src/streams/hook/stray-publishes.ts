import { hashSecret } from '../../platform/crypto/secrets';

/** A client that wanted to publish and was refused, by the key that it showed. */
export interface StrayPublish {
  readonly at: Date;
  /** Where it wanted to publish. */
  readonly path: string;
}

/** Keys that are kept; the one shown longest ago goes first. */
const MOST_KEYS = 1000;

/**
 * Where publish keys were shown in vain, each key as its hash, in memory of this process: a camera that sends to another
 * path than its pit's is found by its key. Written after the hook's answer.
 */
export class StrayPublishes {
  private readonly byHash = new Map<string, StrayPublish>();

  /** Notes that a key was shown in vain. */
  note(key: string, stray: StrayPublish): void {
    const hash = hashSecret(key).toString('hex');
    this.byHash.delete(hash);
    this.byHash.set(hash, stray);
    const [oldest] = this.byHash.keys();
    if (this.byHash.size > MOST_KEYS && oldest !== undefined) this.byHash.delete(oldest);
  }

  /** Where the key with this hash was last shown in vain. */
  of(hash: Uint8Array): StrayPublish | undefined {
    return this.byHash.get(Buffer.from(hash).toString('hex'));
  }
}
