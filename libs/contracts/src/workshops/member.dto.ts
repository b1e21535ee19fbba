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

  /** Pits that the member can see and watch. Null: all pits of the workshop. */
  pit_ids: number[] | null;

  /** When the account was disabled, ISO 8601 UTC: its user cannot sign in and has no access. Null: it is enabled. */
  disabled_at: string | null;

  /** ISO 8601 UTC. */
  created_at: string;
}
