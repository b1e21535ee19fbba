import { type PathStream } from '@ppf/mediamtx';
import { type PitAccess, type StreamAccess } from './pit-access';

/** What follows a pit's path in the names of its other streams. */
const OTHERS: readonly (readonly [string, PathStream])[] = [
  ['/sub', 'sub'],
  ['/raw', 'raw'],
];

/** Pits, found by id, by path and by workshop. */
export class PitTable {
  private readonly byId = new Map<number, PitAccess>();
  private readonly byPath = new Map<string, PitAccess>();
  private readonly byWorkshop = new Map<number, Map<number, PitAccess>>();

  constructor(pits: Iterable<PitAccess> = []) {
    for (const pit of pits) this.put(pit);
  }

  /** How many there are. */
  get size(): number {
    return this.byId.size;
  }

  /** The pit with this id. */
  pit(pitId: number): PitAccess | undefined {
    return this.byId.get(pitId);
  }

  /** The pit whose main stream a path of MediaMTX carries. */
  pitAt(path: string): PitAccess | undefined {
    return this.byPath.get(path);
  }

  /** Whose stream a path of MediaMTX carries, whether there is such a stream or not. */
  streamAt(path: string): StreamAccess | undefined {
    const main = this.byPath.get(path);
    if (main) return { pit: main, stream: 'main' };
    for (const [suffix, stream] of OTHERS) {
      const pit = path.endsWith(suffix) ? this.byPath.get(path.slice(0, -suffix.length)) : undefined;
      if (pit) return { pit, stream };
    }
    return undefined;
  }

  /** Pits of a workshop, or of all of them (null), by id. */
  pitsOf(workshopId: number | null): PitAccess[] {
    const pits = workshopId === null ? this.byId.values() : this.byWorkshop.get(workshopId)?.values();
    return [...(pits ?? [])].sort((a, b) => a.pitId - b.pitId);
  }

  /** All pits, in no order. */
  all(): Iterable<PitAccess> {
    return this.byId.values();
  }

  /** Adds or changes a pit. */
  put(pit: PitAccess): void {
    this.remove(pit.pitId);
    this.byId.set(pit.pitId, pit);
    this.byPath.set(pit.path, pit);
    const workshop = this.byWorkshop.get(pit.workshopId);
    if (workshop) workshop.set(pit.pitId, pit);
    else this.byWorkshop.set(pit.workshopId, new Map([[pit.pitId, pit]]));
  }

  /** Forgets a pit; nothing happens when it is not known. */
  remove(pitId: number): void {
    const pit = this.byId.get(pitId);
    if (!pit) return;
    this.byId.delete(pitId);
    // Pits may have swapped their paths meanwhile: the path is another one's then.
    if (this.byPath.get(pit.path) === pit) this.byPath.delete(pit.path);
    const workshop = this.byWorkshop.get(pit.workshopId);
    workshop?.delete(pitId);
    if (workshop?.size === 0) this.byWorkshop.delete(pit.workshopId);
  }
}
