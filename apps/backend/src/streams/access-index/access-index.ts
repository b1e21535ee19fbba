import { type Observable, Subject } from 'rxjs';
import { type PitAccess, type StreamAccess } from './pit-access';
import { PitTable } from './pit-table';

/** What has changed: one pit, with what it was and is now (undefined: it was not, it is no more), or anything. */
export type AccessChange =
  | { readonly kind: 'pit'; readonly before: PitAccess | undefined; readonly after: PitAccess | undefined }
  | { readonly kind: 'all' };

/**
 * Everything that access is decided from, in memory, so that the hook waits for nothing (it runs inside MediaMTX's one
 * event loop: MediaMTX contract §0). Empty and `isLoaded` false until it was read once: then nobody is let in.
 */
export class AccessIndex {
  private pits = new PitTable();
  private loaded = false;
  private readonly changed = new Subject<AccessChange>();

  /** Every change, told at once and after the index holds it. */
  readonly changes: Observable<AccessChange> = this.changed.asObservable();

  /** Whether it was read from the database at least once. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** How many pits it knows. */
  get size(): number {
    return this.pits.size;
  }

  /** The pit with this id. */
  pit(pitId: number): PitAccess | undefined {
    return this.pits.pit(pitId);
  }

  /** The pit whose main stream a path of MediaMTX carries. */
  pitAt(path: string): PitAccess | undefined {
    return this.pits.pitAt(path);
  }

  /** Whose stream a path of MediaMTX carries, whether there is such a stream or not. */
  streamAt(path: string): StreamAccess | undefined {
    return this.pits.streamAt(path);
  }

  /** Pits of a workshop, or of all of them (null), by id. */
  pitsOf(workshopId: number | null): PitAccess[] {
    return this.pits.pitsOf(workshopId);
  }

  /** Takes what was read now for all there is. The table is filled beforehand, piece by piece: this takes no time. */
  replaceAll(pits: PitTable): void {
    this.pits = pits;
    this.loaded = true;
    this.changed.next({ kind: 'all' });
  }

  /** All pits, in no order, as they are while somebody goes through them. */
  all(): Iterable<PitAccess> {
    return this.pits.all();
  }

  /** Adds or changes a pit. */
  put(pit: PitAccess): void {
    const before = this.pits.pit(pit.pitId);
    this.pits.put(pit);
    this.changed.next({ kind: 'pit', before, after: pit });
  }

  /** Forgets a pit; nothing happens when it is not known. */
  remove(pitId: number): void {
    const before = this.pits.pit(pitId);
    this.pits.remove(pitId);
    if (before) this.changed.next({ kind: 'pit', before, after: undefined });
  }
}
