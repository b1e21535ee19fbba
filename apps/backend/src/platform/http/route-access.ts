import { applyDecorators, type CanActivate, SetMetadata, type Type, UseGuards } from '@nestjs/common';

const ROUTE_ACCESS_KEY = 'ppf:access';

/** Declares what a handler, or every handler of a controller, requires from its caller. */
export function declareRouteAccess(access: string): MethodDecorator & ClassDecorator {
  return SetMetadata(ROUTE_ACCESS_KEY, access);
}

/** Declares that a route needs no access token: it authenticates by its body or a cookie, or contains no secret. */
export function OpenRoute(): MethodDecorator & ClassDecorator {
  return declareRouteAccess('open');
}

/** Declares that a route is for clients other than users, which the guard authenticates. */
export function GuardedRoute(guard: Type<CanActivate>): MethodDecorator & ClassDecorator {
  return applyDecorators(declareRouteAccess('guarded'), UseGuards(guard));
}

/**
 * What a route declares: `open`, `guarded` or a permission. The handler's declaration takes precedence over its
 * controller's.
 * @returns undefined without a declaration
 */
export function readRouteAccess(handler: object, controller: object): string | undefined {
  return (Reflect.getMetadata(ROUTE_ACCESS_KEY, handler) ??
    Reflect.getMetadata(ROUTE_ACCESS_KEY, controller)) as string | undefined;
}
