import { hashSecret } from '../../../platform/crypto/secrets';

/** A publish request that was denied although it presented a key. */
export interface StrayPublish {
  readonly at: Date;
  /** The path that the client requested. */
  readonly path: string;
}

/** Keys that are kept; the one that was presented longest ago is dropped first. */
const MAX_KEYS = 1000;

/**
 * Denied publish requests by the hash of the key that they presented, in the memory of this process. Finds a camera that
 * publishes to a path other than its pit's. Written after the hook has answered.
 */
export class StrayPublishes {
  private readonly byHash = new Map<string, StrayPublish>();

  /** Stores a denied request. */
  add(key: string, stray: StrayPublish): void {
    const hash = hashSecret(key).toString('hex');
    this.byHash.delete(hash);
    this.byHash.set(hash, stray);
    const [oldest] = this.byHash.keys();
    if (this.byHash.size > MAX_KEYS && oldest !== undefined) this.byHash.delete(oldest);
  }

  /** The last denied request that presented the key with this hash. */
  of(hash: Uint8Array): StrayPublish | undefined {
    return this.byHash.get(Buffer.from(hash).toString('hex'));
  }
}
