import { IsIn } from 'class-validator';
import { MEMBER_ROLES, type MemberRole } from './create-member-request.dto';

/** Somebody who works in a workshop. */
export class Member {
  id: number;

  /** In lower case. */
  email: string;

  display_name: string;

  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  /** ISO 8601 UTC. */
  created_at: string;
}
