import { type RevocationCause } from '@ppf/contracts';

/** What was revoked: one session, everything of a viewer, or everybody's view of a pit. */
export type RevocationOf = { readonly jti: string } | { readonly sub: string } | { readonly pitId: number };

/** That viewing was ended by us, and why. */
export interface Revocation {
  readonly of: RevocationOf;
  readonly cause: RevocationCause;
  readonly at: Date;
  /** The user who did it; null for a rule or a change. */
  readonly by: number | null;
}

/** A token, or the session that it opened, as revocations look at it. */
export interface Revocable {
  readonly jti: string;
  readonly sub: string;
  /** When the token was issued, seconds. */
  readonly iat: number;
}

/**
 * What was revoked lately, in memory: the hook and the issuing of tokens ask it. A revocation of a viewer or pit
 * concerns the tokens that were issued before it. Each is forgotten when those have ended and players have been told.
 */
export class Revocations {
  private readonly ofSessions = new Map<string, Revocation>();
  private readonly ofViewers = new Map<string, Revocation>();
  private readonly ofPits = new Map<number, Revocation>();
  private isRead = false;

  /** @param keepMs For how long they are kept: longer than a token lives. */
  constructor(private readonly keepMs: number) {}

  /** Called with each that is taken in, after it is; the hook's thread has a copy of them. */
  onAdded: (revocation: Revocation) => void = () => undefined;
  /** Called once all that the database has are taken in. */
  onLoaded: () => void = () => undefined;

  /** Whether they were read from the database at least once: before, nobody is let in. */
  get isLoaded(): boolean {
    return this.isRead;
  }

  /** All that the database has are taken in. */
  loaded(): void {
    this.isRead = true;
    this.onLoaded();
  }

  /** How many are kept. */
  get size(): number {
    return this.ofSessions.size + this.ofViewers.size + this.ofPits.size;
  }

  /** How long they are kept, milliseconds. */
  get keptForMs(): number {
    return this.keepMs;
  }

  /** Takes one in. The same twice does nothing; of two of the same session the first stands, else the last. */
  add(revocation: Revocation): void {
    const { of } = revocation;
    if ('jti' in of) {
      if (this.ofSessions.has(of.jti)) return;
      this.ofSessions.set(of.jti, revocation);
    } else if ('sub' in of) keepLast(this.ofViewers, of.sub, revocation);
    else keepLast(this.ofPits, of.pitId, revocation);
    this.onAdded(revocation);
  }

  /** The revocation that ends what a token opens, or has opened, of a pit; undefined: none does. */
  of({ jti, sub, iat }: Revocable, pitId: number): Revocation | undefined {
    const session = this.ofSessions.get(jti);
    if (session) return session;
    const viewer = this.ofViewers.get(sub);
    if (viewer && isBefore(iat, viewer)) return viewer;
    const pit = this.ofPits.get(pitId);
    return pit && isBefore(iat, pit) ? pit : undefined;
  }

  /** The revocation of one session by itself; undefined: there is none. */
  ofSession(jti: string): Revocation | undefined {
    return this.ofSessions.get(jti);
  }

  /** The first second in which a token may be issued that none of these concerns. */
  earliestIssue(sub: string, pitId: number): number {
    const latest = Math.max(
      this.ofViewers.get(sub)?.at.getTime() ?? 0,
      this.ofPits.get(pitId)?.at.getTime() ?? 0,
    );
    return latest === 0 ? 0 : Math.floor(latest / 1000) + 1;
  }

  /** All that are kept. */
  all(): Revocation[] {
    return [...this.ofSessions.values(), ...this.ofViewers.values(), ...this.ofPits.values()];
  }

  /** Forgets what is old. */
  sweep(now: Date): void {
    const before = now.getTime() - this.keepMs;
    for (const all of [this.ofSessions, this.ofViewers, this.ofPits] as Map<unknown, Revocation>[]) {
      for (const [key, { at }] of all) if (at.getTime() < before) all.delete(key);
    }
  }
}

// Tokens tell whole seconds: one of the revocation's own second counts as issued before it.
function isBefore(iat: number, { at }: Revocation): boolean {
  return iat <= at.getTime() / 1000;
}

function keepLast<K>(all: Map<K, Revocation>, key: K, revocation: Revocation): void {
  const known = all.get(key);
  if (!known || known.at < revocation.at) all.set(key, revocation);
}
