/** A client that wanted to publish in a camera's place, or the camera itself, and was refused. */
export interface PublishRefusal {
  readonly at: Date;
  /** Why, in one sentence. */
  readonly sentence: string;
  readonly address: string;
  readonly protocol: string;
  /** It only asked, as clients do before they are challenged: it counts where nothing follows. */
  readonly isUnauthenticated: boolean;
}

/** Pits whose last refusal is kept; the one refused longest ago goes first. */
const MAX_PITS = 1000;
/** For so long a refusal is not covered by a mere question, in ms: a camera asks before each try. */
const UNAUTHENTICATED_HOLD_MS = 60_000;

/**
 * The last refusal to publish for each pit, in memory of this process: the hook writes it after its answer, the camera
 * test reads it. By the path of the pit's main stream.
 */
export class PublishRefusals {
  private readonly last = new Map<string, PublishRefusal>();

  /** Notes a refusal. */
  record(path: string, refusal: PublishRefusal): void {
    const before = this.last.get(path);
    const covered =
      before &&
      !before.isUnauthenticated &&
      refusal.at.getTime() - before.at.getTime() < UNAUTHENTICATED_HOLD_MS;
    if (refusal.isUnauthenticated && covered) return;
    this.last.delete(path);
    this.last.set(path, refusal);
    const [oldest] = this.last.keys();
    if (this.last.size > MAX_PITS && oldest !== undefined) this.last.delete(oldest);
  }

  /** Forgets the refusal of a client that is allowed now; one of another address stays. */
  clear(path: string, address: string): void {
    if (this.last.get(path)?.address === address) this.last.delete(path);
  }

  /** The last one on a pit's path. */
  lastFor(path: string): PublishRefusal | undefined {
    return this.last.get(path);
  }
}
