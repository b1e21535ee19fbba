import { Member } from './member.dto';

/** A page of members, by id. */
export class MemberList {
  items: Member[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
