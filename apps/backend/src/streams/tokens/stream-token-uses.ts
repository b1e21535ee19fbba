import { type StreamTokenUse } from './decide-token-use';

/** Uses in memory: 25 minutes of 60 new viewers per second at the longest lifetime of a token, about 30 MB. */
const DEFAULT_CAPACITY = 100_000;
/** Seconds that a use is kept after its token has expired, in case the clock is set back. */
const GRACE_SECONDS = 5;

/**
 * The uses of tokens in memory, each until its token expires. Those of other replicas arrive with a delay
 * (`TokenUseProjection`), during which a token that is presented to two replicas opens a session at each.
 */
export class StreamTokenUses {
  private readonly uses = new Map<string, { readonly use: StreamTokenUse; readonly exp: number }>();
  /** Ids of tokens by the second in which they expire: at most one key per second of a token's lifetime. */
  private readonly ending = new Map<number, string[]>();
  private sweptAt = 0;

  constructor(private readonly capacity: number = DEFAULT_CAPACITY) {}

  /** Number of uses. */
  get size(): number {
    return this.uses.size;
  }

  /** The token's use; undefined: it is unused. */
  of(jti: string): StreamTokenUse | undefined {
    return this.uses.get(jti)?.use;
  }

  /** Whether an unused token must be denied, because no further use can be stored. */
  get isFull(): boolean {
    return this.uses.size >= this.capacity;
  }

  /** Stores a use. @param exp The token's expiry, seconds since 1970; later when the token was renewed. */
  remember(jti: string, exp: number, use: StreamTokenUse): void {
    const known = this.uses.get(jti);
    if (known && known.use === use && known.exp >= exp) return;
    if (!known || known.exp < exp) {
      const together = this.ending.get(exp);
      if (together) together.push(jti);
      else this.ending.set(exp, [jti]);
    }
    this.uses.set(jti, { use, exp: Math.max(exp, known?.exp ?? 0) });
  }

  /** Removes expired tokens; does nothing when called again within the same second. */
  sweep(now: Date): void {
    const second = Math.floor(now.getTime() / 1000);
    if (second === this.sweptAt) return;
    this.sweptAt = second;
    for (const [exp, jtis] of this.ending) {
      if (exp + GRACE_SECONDS >= second) continue;
      // A renewed token is in a later second's list too.
      for (const jti of jtis) if (this.uses.get(jti)?.exp === exp) this.uses.delete(jti);
      this.ending.delete(exp);
    }
  }
}
