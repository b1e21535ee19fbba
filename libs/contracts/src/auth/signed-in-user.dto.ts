import { ROLES, type Role } from './role';
import { IsIn } from 'class-validator';

/** The signed-in user. */
export class SignedInUser {
  id: number;

  /** In lower case. */
  email: string;

  display_name: string;

  @IsIn(ROLES)
  role: Role;

  /** The user's workshop. Null for a `super_admin`, who has access to all workshops. */
  workshop_id: number | null;
}
