import { IsISO8601 } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PageQuery } from '../paging/page-query.dto';

/** `GET /pits/{id}/history`: the period, and the page of its outages. */
export class PitHistoryQuery extends PageQuery {
  /** Begin, ISO 8601 with its offset, at most 92 days before `to`. Default: one day before `to`. */
  @MayBeAbsent()
  @IsISO8601({ strict: true })
  from?: string;

  /** End, ISO 8601 with its offset, at most now. Default: now. Set it to read more than one page. */
  @MayBeAbsent()
  @IsISO8601({ strict: true })
  to?: string;
}
