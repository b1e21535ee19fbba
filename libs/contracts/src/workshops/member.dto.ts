import { IsIn } from 'class-validator';
import { MEMBER_ROLES, type MemberRole } from './create-member-request.dto';

/** A user with access to a workshop. */
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
