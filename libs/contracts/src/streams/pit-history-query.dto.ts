import { IsISO8601 } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PageQuery } from '../paging/page-query.dto';

/** `GET /pits/{id}/history`: which time, and which page of its outages. */
export class PitHistoryQuery extends PageQuery {
  /** Begin, ISO 8601 with its offset; a day before `to` when absent. At most 92 days before `to`. */
  @MayBeAbsent()
  @IsISO8601({ strict: true })
  from?: string;

  /** End, ISO 8601 with its offset; now when absent or later than that. Name it to read more than one page. */
  @MayBeAbsent()
  @IsISO8601({ strict: true })
  to?: string;
}
