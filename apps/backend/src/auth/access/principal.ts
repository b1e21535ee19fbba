import type { Role } from '@ppf/contracts';

/** The authenticated user of a request. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** Null exactly for `super_admin`. */
  readonly workshopId: number | null;
}

/** Whether the user has access to a workshop. Answer 404 if not: for this user its data does not exist. */
export function mayEnterWorkshop(principal: Principal, workshopId: number): boolean {
  return principal.role === 'super_admin' || principal.workshopId === workshopId;
}
