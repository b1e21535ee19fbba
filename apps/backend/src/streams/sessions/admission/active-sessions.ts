/** A viewing session in progress, with the fields that limits and renewals need. */
export interface ActiveSession {
  readonly jti: string;
  readonly pitId: number;
  readonly workshopId: number;
  /** The viewer, as in the token's `sub`; empty for an unknown viewer. */
  readonly sub: string;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
}

/** Numbers of viewing sessions in progress. */
export interface SessionCounts {
  readonly ofPit: number;
  readonly ofWorkshop: number;
  readonly ofViewer: number;
}

/**
 * Viewing sessions in progress at all replicas, in memory. Limits are checked against them, in the auth hook too. Those
 * of another replica arrive with a delay, so two replicas together may exceed a limit by a few.
 */
export class ActiveSessions {
  private readonly byJti = new Map<string, ActiveSession>();
  private readonly byPit = new Map<number, Set<ActiveSession>>();
  private readonly byWorkshop = new Map<number, Set<ActiveSession>>();
  private readonly byViewer = new Map<string, Set<ActiveSession>>();

  /** Called after a viewing session was added; feeds the copy in the hook's thread. */
  onBegun: (session: ActiveSession) => void = () => undefined;
  /** Called after a viewing session was removed. */
  onEnded: (jti: string) => void = () => undefined;
  /** Called after `replaceAll`. */
  onLoaded: () => void = () => undefined;
  private loaded = false;

  /** Whether `replaceAll` was called. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** Number of viewing sessions in progress. */
  get size(): number {
    return this.byJti.size;
  }

  /** The viewing session that a token opened. */
  of(jti: string): ActiveSession | undefined {
    return this.byJti.get(jti);
  }

  /** Numbers that count against the limits of a viewer of a pit. */
  counts(pitId: number, workshopId: number, sub: string): SessionCounts {
    return {
      ofPit: this.byPit.get(pitId)?.size ?? 0,
      ofWorkshop: this.byWorkshop.get(workshopId)?.size ?? 0,
      ofViewer: this.byViewer.get(sub)?.size ?? 0,
    };
  }

  /** The viewer's oldest viewing session of this pit; undefined: none. */
  oldestOf(sub: string, pitId: number): ActiveSession | undefined {
    let oldest: ActiveSession | undefined;
    for (const each of this.byViewer.get(sub) ?? []) {
      if (each.pitId === pitId && (!oldest || each.beganAt < oldest.beganAt)) oldest = each;
    }
    return oldest;
  }

  /** All viewing sessions in progress. */
  all(): Iterable<ActiveSession> {
    return this.byJti.values();
  }

  /** The viewing sessions of a viewer. */
  ofViewer(sub: string): Iterable<ActiveSession> {
    return this.byViewer.get(sub) ?? [];
  }

  /** The viewing sessions of a pit. */
  ofPit(pitId: number): Iterable<ActiveSession> {
    return this.byPit.get(pitId) ?? [];
  }

  /** Adds a viewing session; does nothing when its jti is present. */
  add(session: ActiveSession): void {
    if (this.byJti.has(session.jti)) return;
    this.byJti.set(session.jti, session);
    join(this.byPit, session.pitId, session);
    join(this.byWorkshop, session.workshopId, session);
    join(this.byViewer, session.sub, session);
    this.onBegun(session);
  }

  /** Removes a viewing session that has ended; does nothing when it is absent. */
  remove(jti: string): void {
    const session = this.byJti.get(jti);
    if (!session) return;
    this.byJti.delete(jti);
    leave(this.byPit, session.pitId, session);
    leave(this.byWorkshop, session.workshopId, session);
    leave(this.byViewer, session.sub, session);
    this.onEnded(jti);
  }

  /** Replaces all viewing sessions. */
  replaceAll(sessions: Iterable<ActiveSession>): void {
    const now = new Map([...sessions].map((session) => [session.jti, session]));
    for (const jti of [...this.byJti.keys()]) if (!now.has(jti)) this.remove(jti);
    for (const session of now.values()) this.add(session);
    this.loaded = true;
    this.onLoaded();
  }
}

function join<K>(groups: Map<K, Set<ActiveSession>>, key: K, session: ActiveSession): void {
  const group = groups.get(key);
  if (group) group.add(session);
  else groups.set(key, new Set([session]));
}

function leave<K>(groups: Map<K, Set<ActiveSession>>, key: K, session: ActiveSession): void {
  const group = groups.get(key);
  group?.delete(session);
  if (group?.size === 0) groups.delete(key);
}
