import { type Observable, Subject } from 'rxjs';
import { type PitAccess, type StreamAccess } from './pit-access';
import { PitTable } from './pit-table';

/** A change of one pit, with its state before and after (undefined: added, removed), or of all pits. */
export type AccessChange =
  | { readonly kind: 'pit'; readonly before: PitAccess | undefined; readonly after: PitAccess | undefined }
  | { readonly kind: 'all' };

/**
 * The pits in memory, with everything that access is decided from, so that the hook and the issuing of tokens wait for no
 * database (the hook blocks MediaMTX's one event loop: MediaMTX contract §0). Until it is loaded, all access is denied.
 */
export class AccessIndex {
  private pits = new PitTable();
  private loaded = false;
  private readonly changed = new Subject<AccessChange>();

  /** Emits every change synchronously, after the index contains it. */
  readonly changes: Observable<AccessChange> = this.changed.asObservable();

  /** Whether it was read from the database at least once. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** Number of pits. */
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

  /** The pit and stream of a MediaMTX path, whether the stream exists or not. */
  streamAt(path: string): StreamAccess | undefined {
    return this.pits.streamAt(path);
  }

  /** The pits of a workshop, or of all workshops (null), by id. */
  pitsOf(workshopId: number | null): PitAccess[] {
    return this.pits.pitsOf(workshopId);
  }

  /** Replaces all pits by a table that was filled beforehand; takes constant time. */
  replaceAll(pits: PitTable): void {
    this.pits = pits;
    this.loaded = true;
    this.changed.next({ kind: 'all' });
  }

  /** All pits, unordered. The iteration includes concurrent changes. */
  all(): Iterable<PitAccess> {
    return this.pits.all();
  }

  /** Adds or changes a pit. */
  put(pit: PitAccess): void {
    const before = this.pits.pit(pit.pitId);
    this.pits.put(pit);
    this.changed.next({ kind: 'pit', before, after: pit });
  }

  /** Removes a pit; does nothing when it is absent. */
  remove(pitId: number): void {
    const before = this.pits.pit(pitId);
    this.pits.remove(pitId);
    if (before) this.changed.next({ kind: 'pit', before, after: undefined });
  }
}
