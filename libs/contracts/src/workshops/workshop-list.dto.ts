import { Workshop } from './workshop.dto';

/** A page of workshops, by id. */
export class WorkshopList {
  items: Workshop[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
