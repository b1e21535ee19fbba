import { PERMISSION_TABLE, PERMISSIONS, permissionsOf, ROLES } from '@ppf/contracts';
import { type AccessObject, decideAccess, hasPermission } from './decide-access';
import type { Principal } from './principal';

const OPERATOR: Principal = { id: 1, role: 'operator', workshopId: null, pitIds: null };
const member = (role: 'owner' | 'staff' | 'observer'): Principal => ({
  id: 2,
  role,
  workshopId: 7,
  pitIds: null,
});
const OWN: AccessObject = { workshopId: 7 };
const FOREIGN: AccessObject = { workshopId: 8 };
const LIMITED: Principal = { ...member('staff'), pitIds: new Set([1]) };
const INSTALLATION: AccessObject = { workshopId: null };

describe('decideAccess', () => {
  it.each([
    ['an operator, any workshop', OPERATOR, 'workshops:delete', FOREIGN, 'allowed'],
    ['an operator, the installation', OPERATOR, 'media-servers:write', INSTALLATION, 'allowed'],
    ['an operator, nothing', OPERATOR, 'pits:read', null, 'not-found'],
    ['an owner, the own workshop', member('owner'), 'cameras:write', OWN, 'allowed'],
    [
      'an owner, the own workshop, without the permission',
      member('owner'),
      'workshops:delete',
      OWN,
      'forbidden',
    ],
    ['an owner, another workshop', member('owner'), 'cameras:write', FOREIGN, 'not-found'],
    ['an owner, the installation', member('owner'), 'media-servers:write', INSTALLATION, 'forbidden'],
    ['staff, the own workshop', member('staff'), 'pits:read', OWN, 'allowed'],
    ['staff, the own workshop, without the permission', member('staff'), 'pits:write', OWN, 'forbidden'],
    ['staff, another workshop, without the permission', member('staff'), 'pits:write', FOREIGN, 'not-found'],
    ['a member without a workshop', { ...member('staff'), workshopId: null }, 'pits:read', OWN, 'not-found'],
    ['limited staff, a pit of the limit', LIMITED, 'pits:read', { ...OWN, pitId: 1 }, 'allowed'],
    ['limited staff, another pit', LIMITED, 'pits:read', { ...OWN, pitId: 2 }, 'not-found'],
    [
      'limited staff, another pit, without the permission',
      LIMITED,
      'pits:write',
      { ...OWN, pitId: 2 },
      'not-found',
    ],
    ['limited staff, the workshop', LIMITED, 'workshops:read', OWN, 'allowed'],
    [
      'staff without pits',
      { ...LIMITED, pitIds: new Set<number>() },
      'streams:watch',
      { ...OWN, pitId: 1 },
      'not-found',
    ],
    [
      'limited staff, the same pit in another workshop',
      LIMITED,
      'pits:read',
      { ...FOREIGN, pitId: 1 },
      'not-found',
    ],
    ['an observer, watching', member('observer'), 'streams:watch', OWN, 'allowed'],
    ['an observer, a diagnosis', member('observer'), 'pits:diagnose', OWN, 'forbidden'],
    ['an observer, nothing', member('observer'), 'pits:diagnose', null, 'not-found'],
  ] as const)('%s: %#', (_, principal, permission, object, decision) => {
    expect(decideAccess(principal, permission, object)).toBe(decision);
  });
});

describe('the permission table', () => {
  it('gives every permission to the operator', () => {
    expect(permissionsOf('operator')).toEqual(PERMISSIONS);
  });

  it('gives a role no permission that the role above it lacks', () => {
    for (const permission of PERMISSIONS)
      expect([permission, [...PERMISSION_TABLE[permission]]]).toEqual([
        permission,
        ROLES.slice(0, PERMISSION_TABLE[permission].length),
      ]);
  });

  it('lets observers watch, and change nothing but their own account', () => {
    expect(permissionsOf('observer')).toEqual([
      'account:write',
      'pits:read',
      'streams:watch',
      'system:read',
      'viewing-sessions:read',
      'workshops:read',
    ]);
  });

  it('is sorted by name', () => {
    expect(PERMISSIONS.toSorted((a, b) => a.localeCompare(b))).toEqual(PERMISSIONS);
  });

  it('is read by hasPermission', () => {
    expect(hasPermission({ role: 'staff' }, 'pits:diagnose')).toBe(true);
    expect(hasPermission({ role: 'staff' }, 'members:read')).toBe(false);
  });
});
