import { type Permission, rolesWith } from '@ppf/contracts';
import type { Principal } from './principal';

/** What an action applies to. */
export interface AccessObject {
  /** The workshop that the object belongs to; null: the installation. */
  readonly workshopId: number | null;
  /** The pit that the object is or belongs to; absent: none. */
  readonly pitId?: number;
}

/** Whether an action is allowed, and if not, which problem is sent. */
export type AccessDecision = 'allowed' | 'not-found' | 'forbidden';

/**
 * Decides whether a principal may do something with an object now. Pure.
 * @param object Null: no object with this id exists.
 * @returns `not-found` for an object of another workshop or of a pit that the principal is not limited to, whatever the role:
 * for this principal it does not exist.
 */
export function decideAccess(
  principal: Principal,
  permission: Permission,
  object: AccessObject | null,
): AccessDecision {
  if (!object || !canReach(principal, object)) return 'not-found';
  return hasPermission(principal, permission) ? 'allowed' : 'forbidden';
}

/** Whether an object exists for a principal. Pure. */
export function canReach(principal: Principal, object: AccessObject): boolean {
  const { role, workshopId, pitIds } = principal;
  if (role !== 'operator' && object.workshopId !== null && object.workshopId !== workshopId) return false;
  return object.pitId === undefined || pitIds === null || pitIds.has(object.pitId);
}

/** Whether the role of a principal has a permission, for the objects that the principal can reach. Pure. */
export function hasPermission({ role }: Pick<Principal, 'role'>, permission: Permission): boolean {
  return rolesWith(permission).includes(role);
}
