import { type Permission, PERMISSIONS } from '@ppf/contracts';
import { readRouteAccess } from '../platform/http/route-access';

/** Access to an operation: a permission; `open`: no credential; `guarded`: the credential of another kind of client. */
export type Access = Permission | 'open' | 'guarded';

/** Access to each handler of a controller class, from its decorators. Undefined: the handler declares none. */
export function accessOf(controller: {
  readonly prototype: object;
}): [handler: string, access: Access | undefined][] {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype));
  return handlers
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name, { value }]) => [name, parseAccess(readRouteAccess(value as object, controller))]);
}

/** The permission that an operation requires; undefined: none. */
export function permissionOf(access: Access | undefined): Permission | undefined {
  return PERMISSIONS.find((permission) => permission === access);
}

function parseAccess(declared: string | undefined): Access | undefined {
  return ([...PERMISSIONS, 'open', 'guarded'] as const).find((each) => each === declared);
}
