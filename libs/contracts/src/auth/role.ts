/** What a person may do (product words): the operator, a workshop's owner, or its staff. */
export const ROLES = ['super_admin', 'owner', 'staff'] as const;
export type Role = (typeof ROLES)[number];
