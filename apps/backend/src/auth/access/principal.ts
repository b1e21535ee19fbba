import type { Role } from '@ppf/contracts';

/** The authenticated user of a request. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** Null exactly for `operator`. */
  readonly workshopId: number | null;
}
