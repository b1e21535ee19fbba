import { type PathStream } from '@ppf/mediamtx';
import { type PitAccess, type StreamAccess } from './pit-access';

/** Suffixes of a pit's path in the names of its other streams. */
const STREAM_SUFFIXES: readonly (readonly [string, PathStream])[] = [
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

  /** Number of pits. */
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

  /** The pit and stream of a MediaMTX path, whether the stream exists or not. */
  streamAt(path: string): StreamAccess | undefined {
    const main = this.byPath.get(path);
    if (main) return { pit: main, stream: 'main' };
    for (const [suffix, stream] of STREAM_SUFFIXES) {
      const pit = path.endsWith(suffix) ? this.byPath.get(path.slice(0, -suffix.length)) : undefined;
      if (pit) return { pit, stream };
    }
    return undefined;
  }

  /** The pits of a workshop, or of all workshops (null), by id. */
  pitsOf(workshopId: number | null): PitAccess[] {
    const pits = workshopId === null ? this.byId.values() : this.byWorkshop.get(workshopId)?.values();
    return [...(pits ?? [])].sort((a, b) => a.pitId - b.pitId);
  }

  /** All pits, unordered. */
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

  /** Removes a pit; does nothing when it is absent. */
  remove(pitId: number): void {
    const pit = this.byId.get(pitId);
    if (!pit) return;
    this.byId.delete(pitId);
    // Pits may have swapped their paths: then the path belongs to another pit.
    if (this.byPath.get(pit.path) === pit) this.byPath.delete(pit.path);
    const workshop = this.byWorkshop.get(pit.workshopId);
    workshop?.delete(pitId);
    if (workshop?.size === 0) this.byWorkshop.delete(pit.workshopId);
  }
}
