/** A viewing session that goes on, as far as limits and renewals ask for it. */
export interface ActiveViewing {
  readonly jti: string;
  readonly pitId: number;
  readonly workshopId: number;
  /** Whose, as the token's `sub` says it; empty for an unknown viewer. */
  readonly sub: string;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
}

/** How many go on. */
export interface ViewingCounts {
  readonly ofPit: number;
  readonly ofWorkshop: number;
  readonly ofViewer: number;
}

/**
 * Viewing sessions that go on, of all replicas, in memory: what limits are judged by, inside the hook too. Those of
 * another replica are known a moment later, so that two replicas together may let in a few too many.
 */
export class ActiveViewings {
  private readonly byJti = new Map<string, ActiveViewing>();
  private readonly byPit = new Map<number, Set<ActiveViewing>>();
  private readonly byWorkshop = new Map<number, Set<ActiveViewing>>();
  private readonly byViewer = new Map<string, Set<ActiveViewing>>();

  /** Called with each that begins, after it is taken in; the hook's thread has a copy of them. */
  onBegan: (viewing: ActiveViewing) => void = () => undefined;
  /** Called with the jti of each that ended. */
  onEnded: (jti: string) => void = () => undefined;
  /** Called once all there are were taken in. */
  onLoaded: () => void = () => undefined;
  private loaded = false;

  /** Whether all there are were taken in once. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** How many go on altogether. */
  get size(): number {
    return this.byJti.size;
  }

  /** One of them. */
  of(jti: string): ActiveViewing | undefined {
    return this.byJti.get(jti);
  }

  /** How many count against the limits of somebody who would watch a pit. */
  counts(pitId: number, workshopId: number, sub: string): ViewingCounts {
    return {
      ofPit: this.byPit.get(pitId)?.size ?? 0,
      ofWorkshop: this.byWorkshop.get(workshopId)?.size ?? 0,
      ofViewer: this.byViewer.get(sub)?.size ?? 0,
    };
  }

  /** The viewer's own session of this pit that began first; undefined: none. */
  oldestOf(sub: string, pitId: number): ActiveViewing | undefined {
    let oldest: ActiveViewing | undefined;
    for (const each of this.byViewer.get(sub) ?? []) {
      if (each.pitId === pitId && (!oldest || each.beganAt < oldest.beganAt)) oldest = each;
    }
    return oldest;
  }

  /** All of them. */
  all(): Iterable<ActiveViewing> {
    return this.byJti.values();
  }

  /** All of a viewer. */
  ofViewer(sub: string): Iterable<ActiveViewing> {
    return this.byViewer.get(sub) ?? [];
  }

  /** All of a pit. */
  ofPit(pitId: number): Iterable<ActiveViewing> {
    return this.byPit.get(pitId) ?? [];
  }

  /** Takes one in; once for each jti. */
  add(viewing: ActiveViewing): void {
    if (this.byJti.has(viewing.jti)) return;
    this.byJti.set(viewing.jti, viewing);
    join(this.byPit, viewing.pitId, viewing);
    join(this.byWorkshop, viewing.workshopId, viewing);
    join(this.byViewer, viewing.sub, viewing);
    this.onBegan(viewing);
  }

  /** One has ended; nothing happens when it is not known. */
  remove(jti: string): void {
    const viewing = this.byJti.get(jti);
    if (!viewing) return;
    this.byJti.delete(jti);
    leave(this.byPit, viewing.pitId, viewing);
    leave(this.byWorkshop, viewing.workshopId, viewing);
    leave(this.byViewer, viewing.sub, viewing);
    this.onEnded(jti);
  }

  /** Takes these for all there are. */
  replaceAll(viewings: Iterable<ActiveViewing>): void {
    const now = new Map([...viewings].map((viewing) => [viewing.jti, viewing]));
    for (const jti of [...this.byJti.keys()]) if (!now.has(jti)) this.remove(jti);
    for (const viewing of now.values()) this.add(viewing);
    this.loaded = true;
    this.onLoaded();
  }
}

function join<K>(groups: Map<K, Set<ActiveViewing>>, key: K, viewing: ActiveViewing): void {
  const group = groups.get(key);
  if (group) group.add(viewing);
  else groups.set(key, new Set([viewing]));
}

function leave<K>(groups: Map<K, Set<ActiveViewing>>, key: K, viewing: ActiveViewing): void {
  const group = groups.get(key);
  group?.delete(viewing);
  if (group?.size === 0) groups.delete(key);
}
