/** A refused attempt to publish on a camera's path. */
export interface PublishRefusal {
  readonly at: Date;
  /** The reason, in one sentence. */
  readonly sentence: string;
  readonly address: string;
  readonly protocol: string;
  /** The request had no credentials, as the first request of most clients. It counts only if no other one follows. */
  readonly isUnauthenticated: boolean;
}

/** Pits with a recorded refusal. The oldest refusal is dropped first. */
const MAX_PITS = 1000;
/** During this time, in ms, a request without credentials does not replace a refusal: it precedes each attempt. */
const REFUSAL_HOLD_MS = 60_000;

/**
 * The last refusal to publish per pit, by the path of its main stream, in memory of this process. The auth hook records it
 * after its response, and the camera test reads it.
 */
export class PublishRefusals {
  private readonly last = new Map<string, PublishRefusal>();

  /** Records a refusal. */
  record(path: string, refusal: PublishRefusal): void {
    const before = this.last.get(path);
    const isHeld =
      before && !before.isUnauthenticated && refusal.at.getTime() - before.at.getTime() < REFUSAL_HOLD_MS;
    if (refusal.isUnauthenticated && isHeld) return;
    this.last.delete(path);
    this.last.set(path, refusal);
    const [oldest] = this.last.keys();
    if (this.last.size > MAX_PITS && oldest !== undefined) this.last.delete(oldest);
  }

  /** Removes the refusal of a client that is allowed now. A refusal of another address stays. */
  clear(path: string, address: string): void {
    if (this.last.get(path)?.address === address) this.last.delete(path);
  }

  /** The last refusal on a pit's path. */
  lastFor(path: string): PublishRefusal | undefined {
    return this.last.get(path);
  }
}
