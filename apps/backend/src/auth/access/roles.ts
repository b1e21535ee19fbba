import { SetMetadata } from '@nestjs/common';
import type { Role } from '@ppf/contracts';

const ROLES_KEY = 'ppf:roles';

/** Lets only these roles call a handler, or all handlers of a controller; others get `forbidden`. Needs `AccessGuard`. */
export function Roles(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return SetMetadata(ROLES_KEY, roles);
}

/** The roles that may call a handler; undefined when all may. The handler's own word counts over its controller's. */
export function rolesOf(handler: object, controller: object): readonly Role[] | undefined {
  return (Reflect.getMetadata(ROLES_KEY, handler) ?? Reflect.getMetadata(ROLES_KEY, controller)) as
    readonly Role[] | undefined;
}
