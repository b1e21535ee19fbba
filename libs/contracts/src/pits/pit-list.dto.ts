import { Pit } from './pit.dto';

/** A page of pits, by number. */
export class PitList {
  items: Pit[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
