import { Pit } from './pit.dto';

/** A page of pits, by number. */
export class PitList {
  items: Pit[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
