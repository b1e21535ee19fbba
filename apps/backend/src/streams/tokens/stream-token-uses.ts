import { type StreamTokenUse } from './decide-token-use';

/** Uses that are kept at once: 25 minutes of 60 new viewers a second at the longest life of a token, about 30 MB. */
const DEFAULT_CAPACITY = 100_000;
/** Seconds that a use is kept past its token's end, should the clock be set back. */
const GRACE_SECONDS = 5;

/**
 * Which tokens opened which session, in memory, each until its token ends. Those of other replicas come a moment later
 * (`TokenUseProjection`): for that moment a token that is shown to two of them opens a session at each.
 */
export class StreamTokenUses {
  private readonly uses = new Map<string, { readonly use: StreamTokenUse; readonly exp: number }>();
  /** Ids of tokens by the second that they end in: at most as many keys as a token lives seconds. */
  private readonly ending = new Map<number, string[]>();
  private sweptAt = 0;

  constructor(private readonly capacity: number = DEFAULT_CAPACITY) {}

  /** How many are kept. */
  get size(): number {
    return this.uses.size;
  }

  /** What the token was used for; undefined: nothing yet. */
  of(jti: string): StreamTokenUse | undefined {
    return this.uses.get(jti)?.use;
  }

  /** Whether a token without a use must be refused, for want of room to remember it. */
  get isFull(): boolean {
    return this.uses.size >= this.capacity;
  }

  /** Notes a use. @param exp The token's end, seconds: later when the token was renewed. */
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

  /** Forgets tokens that have ended; at most once a second does anything. */
  sweep(now: Date): void {
    const second = Math.floor(now.getTime() / 1000);
    if (second === this.sweptAt) return;
    this.sweptAt = second;
    for (const [exp, jtis] of this.ending) {
      if (exp + GRACE_SECONDS >= second) continue;
      // One that was renewed is in a later second's list too.
      for (const jti of jtis) if (this.uses.get(jti)?.exp === exp) this.uses.delete(jti);
      this.ending.delete(exp);
    }
  }
}
