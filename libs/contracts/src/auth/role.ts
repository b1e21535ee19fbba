/** Roles of users: the operator of the installation; owners, staff and observers of a workshop. Observers only watch. */
export const ROLES = ['operator', 'owner', 'staff', 'observer'] as const;
export type Role = (typeof ROLES)[number];
