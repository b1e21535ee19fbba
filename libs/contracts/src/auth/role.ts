/** Role of a user: the operator, an owner of a workshop, or its staff. */
export const ROLES = ['super_admin', 'owner', 'staff'] as const;
export type Role = (typeof ROLES)[number];
