import { ROLES, type Role } from './role';
import { IsIn } from 'class-validator';

/** Who is signed in. */
export class SignedInUser {
  id: number;

  /** In lower case. */
  email: string;

  display_name: string;

  @IsIn(ROLES)
  role: Role;

  /** The person's workshop; null for a `super_admin`, who sees all of them. */
  workshop_id: number | null;
}
