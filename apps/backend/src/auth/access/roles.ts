import { SetMetadata } from '@nestjs/common';
import type { Role } from '@ppf/contracts';

/** Where the guard looks for the roles. */
export const ROLES_KEY = 'ppf:roles';

/** Lets only these roles call a handler, or all handlers of a controller; others get `forbidden`. Needs `AccessGuard`. */
export function Roles(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return SetMetadata(ROLES_KEY, roles);
}
