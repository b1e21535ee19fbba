import { GUARDS_METADATA } from '@nestjs/common/constants.js';
import { rolesOf } from '../auth';
import type { Role } from '@ppf/contracts';

/** Who may call an operation. */
export interface Access {
  /** Whether an access token is needed. */
  readonly signedIn: boolean;
  /** The roles that may; absent: all. */
  readonly roles: readonly Role[] | undefined;
}

/** Who may call each handler of a controller class, read from its decorators. */
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
  // Whatever guards an address of this API asks who is there.
  return Reflect.hasMetadata(GUARDS_METADATA, target);
}
