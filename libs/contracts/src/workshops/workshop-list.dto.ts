import { Workshop } from './workshop.dto';

/** A page of workshops, by id. */
export class WorkshopList {
  items: Workshop[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
