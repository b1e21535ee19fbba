import type { Role } from '@ppf/contracts';

/** The authenticated user of a request. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** Null exactly for `operator`. */
  readonly workshopId: number | null;
  /** Pits that the user is limited to; null: all pits of the workshop. */
  readonly pitIds: ReadonlySet<number> | null;
}
