import { ArrayUnique, IsIn } from 'class-validator';
import { type Permission, PERMISSIONS } from './permission-table';
import { ROLES, type Role } from './role';

/** The signed-in user. */
export class SignedInUser {
  id: number;

  /** In lower case. */
  email: string;

  display_name: string;

  @IsIn(ROLES)
  role: Role;

  /** What the user may do, as in docs/reference/permissions.md. */
  @IsIn(PERMISSIONS, { each: true })
  @ArrayUnique()
  permissions: Permission[];

  /** The user's workshop. Null for an `operator`, who has access to all workshops. */
  workshop_id: number | null;
}
