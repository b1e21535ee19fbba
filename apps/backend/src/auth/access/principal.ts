import type { Role } from '@ppf/contracts';

/** Who asks. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** Null exactly for `super_admin`. */
  readonly workshopId: number | null;
}

/** Whether what belongs to the workshop exists for this person at all: answer 404 when not. */
export function mayEnterWorkshop(principal: Principal, workshopId: number): boolean {
  return principal.role === 'super_admin' || principal.workshopId === workshopId;
}
