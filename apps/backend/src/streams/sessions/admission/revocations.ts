import { type RevocationCause } from '@ppf/contracts';

/** Scope of a revocation: one viewing session, all of a viewer, or all of a pit. */
export type RevocationOf = { readonly jti: string } | { readonly sub: string } | { readonly pitId: number };

/** Viewing sessions that this system ended, with the cause. */
export interface Revocation {
  readonly of: RevocationOf;
  readonly cause: RevocationCause;
  readonly at: Date;
  /** Id of the user who revoked; null for a rule or a change of access. */
  readonly by: number | null;
}

/** The fields of a token, or of the viewing session that it opened, that revocations are matched by. */
export interface Revocable {
  readonly jti: string;
  readonly sub: string;
  /** When the token was issued, seconds since 1970. */
  readonly iat: number;
}

/**
 * Recent revocations, in memory, for the auth hook and for issuing tokens. A revocation of a viewer or pit applies to the
 * tokens that were issued before it. Each is removed after those tokens have expired and players have learned the cause.
 */
export class Revocations {
  private readonly ofSessions = new Map<string, Revocation>();
  private readonly ofViewers = new Map<string, Revocation>();
  private readonly ofPits = new Map<number, Revocation>();
  private loaded = false;

  /** @param keepMs Milliseconds that revocations are kept: longer than a token's lifetime. */
  constructor(private readonly keepMs: number) {}

  /** Called after a revocation was added; feeds the copy in the hook's thread. */
  onAdded: (revocation: Revocation) => void = () => undefined;
  /** Called after all revocations of the database were added. */
  onLoaded: () => void = () => undefined;

  /** Whether they were read from the database at least once: until then the hook denies every viewer. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** Call after all revocations of the database were added. */
  markLoaded(): void {
    this.loaded = true;
    this.onLoaded();
  }

  /** Number of revocations. */
  get size(): number {
    return this.ofSessions.size + this.ofViewers.size + this.ofPits.size;
  }

  /** Milliseconds that revocations are kept. */
  get keptForMs(): number {
    return this.keepMs;
  }

  /** Adds a revocation. Of one viewing session the first is kept, of a viewer or pit the last. */
  add(revocation: Revocation): void {
    const { of } = revocation;
    if ('jti' in of) {
      if (this.ofSessions.has(of.jti)) return;
      this.ofSessions.set(of.jti, revocation);
    } else if ('sub' in of) keepLast(this.ofViewers, of.sub, revocation);
    else keepLast(this.ofPits, of.pitId, revocation);
    this.onAdded(revocation);
  }

  /** The revocation that applies to a token for a pit; undefined: none. */
  of({ jti, sub, iat }: Revocable, pitId: number): Revocation | undefined {
    const session = this.ofSessions.get(jti);
    if (session) return session;
    const viewer = this.ofViewers.get(sub);
    if (viewer && isBefore(iat, viewer)) return viewer;
    const pit = this.ofPits.get(pitId);
    return pit && isBefore(iat, pit) ? pit : undefined;
  }

  /** The revocation of exactly this viewing session; undefined: none. */
  ofSession(jti: string): Revocation | undefined {
    return this.ofSessions.get(jti);
  }

  /** The first second (since 1970) in which a token can be issued to which no revocation applies. */
  earliestIssue(sub: string, pitId: number): number {
    const latest = Math.max(
      this.ofViewers.get(sub)?.at.getTime() ?? 0,
      this.ofPits.get(pitId)?.at.getTime() ?? 0,
    );
    return latest === 0 ? 0 : Math.floor(latest / 1000) + 1;
  }

  /** All revocations. */
  all(): Revocation[] {
    return [...this.ofSessions.values(), ...this.ofViewers.values(), ...this.ofPits.values()];
  }

  /** Removes old revocations. */
  sweep(now: Date): void {
    const before = now.getTime() - this.keepMs;
    for (const all of [this.ofSessions, this.ofViewers, this.ofPits] as Map<unknown, Revocation>[]) {
      for (const [key, { at }] of all) if (at.getTime() < before) all.delete(key);
    }
  }
}

// Tokens contain whole seconds: a token of the revocation's own second counts as issued before it.
function isBefore(iat: number, { at }: Revocation): boolean {
  return iat <= at.getTime() / 1000;
}

function keepLast<K>(all: Map<K, Revocation>, key: K, revocation: Revocation): void {
  const known = all.get(key);
  if (!known || known.at < revocation.at) all.set(key, revocation);
}
