import { type PitAccess } from './pit-access';
import { PitTable } from './pit-table';

/**
 * Everything that access is decided from, in memory, so that the hook waits for nothing (it runs inside MediaMTX's one
 * event loop: MediaMTX contract §0). Empty and `isLoaded` false until it was read once: then nobody is let in.
 */
export class AccessIndex {
  private pits = new PitTable();
  private loaded = false;

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

  /** The pit that a path of MediaMTX belongs to. */
  pitAt(path: string): PitAccess | undefined {
    return this.pits.pitAt(path);
  }

  /** Pits of a workshop, or of all of them (null), by id. */
  pitsOf(workshopId: number | null): PitAccess[] {
    return this.pits.pitsOf(workshopId);
  }

  /** Takes what was read now for all there is. The table is filled beforehand, piece by piece: this takes no time. */
  replaceAll(pits: PitTable): void {
    this.pits = pits;
    this.loaded = true;
  }

  /** Adds or changes a pit. */
  put(pit: PitAccess): void {
    this.pits.put(pit);
  }

  /** Forgets a pit; nothing happens when it is not known. */
  remove(pitId: number): void {
    this.pits.remove(pitId);
  }
}
