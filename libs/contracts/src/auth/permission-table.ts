import type { Role } from './role';

/**
 * Which roles have which permission. The guards, the session of the dashboard, the OpenAPI document and
 * docs/reference/permissions.md are derived from this table. A permission applies to the objects that the user has
 * access to: operators to all workshops, all others to their own workshop.
 */
// prettier-ignore
export const PERMISSION_TABLE = {
  'account:write':          ['operator', 'owner', 'staff', 'observer'],
  'alerts:read':            ['operator', 'owner'],
  'alerts:write':           ['operator', 'owner'],
  'cameras:write':          ['operator', 'owner'],
  'media-servers:read':     ['operator'],
  'media-servers:write':    ['operator'],
  'members:read':           ['operator', 'owner'],
  'members:write':          ['operator', 'owner'],
  'pits:diagnose':          ['operator', 'owner', 'staff'],
  'pits:read':              ['operator', 'owner', 'staff', 'observer'],
  'pits:write':             ['operator', 'owner'],
  'streams:watch':          ['operator', 'owner', 'staff', 'observer'],
  'system:read':            ['operator', 'owner', 'staff', 'observer'],
  'viewing-sessions:read':  ['operator', 'owner', 'staff', 'observer'],
  'viewing-sessions:write': ['operator', 'owner'],
  'workshops:create':       ['operator'],
  'workshops:delete':       ['operator'],
  'workshops:read':         ['operator', 'owner', 'staff', 'observer'],
  'workshops:write':        ['operator', 'owner'],
} as const satisfies Record<string, readonly Role[]>;

/** A permission: what a user may do with which kind of object. */
export type Permission = keyof typeof PERMISSION_TABLE;

/** Every permission, in the order of the table. */
export const PERMISSIONS = Object.keys(PERMISSION_TABLE) as readonly Permission[];

/** The roles that have a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return PERMISSION_TABLE[permission];
}

/** The permissions of a role, in the order of the table. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => rolesWith(permission).includes(role));
}
