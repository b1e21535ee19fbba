import { Member } from './member.dto';

/** A page of members, by id. */
export class MemberList {
  items: Member[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
