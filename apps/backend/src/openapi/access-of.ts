import { GUARDS_METADATA } from '@nestjs/common/constants.js';
import { AccessGuard, rolesOf } from '../auth';
import type { Role } from '@ppf/contracts';

/** Access to an operation. */
export interface Access {
  /** Whether an access token is needed. */
  readonly signedIn: boolean;
  /** Roles with access; absent: all. */
  readonly roles: readonly Role[] | undefined;
}

/** Access to each handler of a controller class, from its decorators. */
export function accessOf(controller: { readonly prototype: object }): [handler: string, access: Access][] {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype));
  return handlers
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name, { value }]) => {
      const handler = value as object;
      return [
        name,
        { signedIn: guarded(handler) || guarded(controller), roles: rolesOf(handler, controller) },
      ];
    });
}

function guarded(target: object): boolean {
  const guards = (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as { readonly prototype?: unknown }[];
  return guards.some((guard) => guard === AccessGuard || guard.prototype instanceof AccessGuard);
}
