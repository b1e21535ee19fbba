import { SetMetadata } from '@nestjs/common';
import type { Role } from '@ppf/contracts';

const ROLES_KEY = 'ppf:roles';

/** Restricts a handler, or all handlers of a controller, to these roles; others get `forbidden`. Needs `AccessGuard`. */
export function Roles(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return SetMetadata(ROLES_KEY, roles);
}

/** The roles that may call a handler; undefined: all roles. The handler's roles take precedence over its controller's. */
export function rolesOf(handler: object, controller: object): readonly Role[] | undefined {
  return (Reflect.getMetadata(ROLES_KEY, handler) ?? Reflect.getMetadata(ROLES_KEY, controller)) as
    readonly Role[] | undefined;
}
