import { applyDecorators, type Type, UseGuards } from '@nestjs/common';
import type { Permission } from '@ppf/contracts';
import { declareRouteAccess } from '../../platform/http/route-access';
import { AccessGuard } from './access.guard';

/**
 * Declares the permission that a handler, or every handler of a controller, requires, and guards it. A route declares
 * either this, `OpenRoute` or `GuardedRoute`, on the handler or on its controller.
 * @param guard `AccessGuard`, or a kind of it.
 */
export function RequirePermission(
  permission: Permission,
  guard: Type<AccessGuard> = AccessGuard,
): MethodDecorator & ClassDecorator {
  return applyDecorators(declareRouteAccess(permission), UseGuards(guard));
}
