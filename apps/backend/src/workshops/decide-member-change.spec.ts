import type { UpdateMemberRequest } from '@ppf/contracts';
import { canRemove, decideMemberChange, type MemberChange, type MemberRights } from './decide-member-change';

const OWNER: MemberRights = { role: 'owner', pitIds: null, isDisabled: false };
const DISABLED_OWNER: MemberRights = { ...OWNER, isDisabled: true };
const STAFF: MemberRights = { role: 'staff', pitIds: null, isDisabled: false };
const LIMITED: MemberRights = { ...STAFF, pitIds: [1, 2] };

describe('decideMemberChange', () => {
  it.each<[string, MemberRights, UpdateMemberRequest, number, MemberChange]>([
    ['changes nothing without a field', LIMITED, {}, 0, LIMITED],
    [
      'changes the role and keeps the pits',
      LIMITED,
      { role: 'observer' },
      1,
      { ...LIMITED, role: 'observer' },
    ],
    ['limits', STAFF, { pit_ids: [3] }, 1, { ...STAFF, pitIds: [3] }],
    ['limits to no pit', STAFF, { pit_ids: [] }, 1, { ...STAFF, pitIds: [] }],
    ['removes a limit', LIMITED, { pit_ids: null }, 1, STAFF],
    ['gives an owner all pits', LIMITED, { role: 'owner' }, 1, OWNER],
    ['limits no owner', OWNER, { pit_ids: [1] }, 1, { refused: 'owner-with-pits' }],
    [
      'does not limit a member who becomes an owner',
      STAFF,
      { role: 'owner', pit_ids: [1] },
      1,
      { refused: 'owner-with-pits' },
    ],
    ['takes that an owner has all pits', OWNER, { pit_ids: null }, 1, OWNER],
    ['demotes and limits at a time', OWNER, { role: 'staff', pit_ids: [1] }, 1, { ...STAFF, pitIds: [1] }],
    ['disables', STAFF, { disabled: true }, 0, { ...STAFF, isDisabled: true }],
    ['enables', DISABLED_OWNER, { disabled: false }, 0, OWNER],
    ['demotes one of two owners', OWNER, { role: 'staff' }, 1, STAFF],
    ['does not demote the last owner', OWNER, { role: 'staff' }, 0, { refused: 'last-owner' }],
    ['does not disable the last owner', OWNER, { disabled: true }, 0, { refused: 'last-owner' }],
    ['demotes a disabled owner', DISABLED_OWNER, { role: 'staff' }, 0, { ...STAFF, isDisabled: true }],
  ])('%s', (_, before, request, otherOwners, expected) => {
    expect(decideMemberChange(before, request, otherOwners)).toEqual(expected);
  });
});

describe('canRemove', () => {
  it.each([
    ['staff', STAFF, 0, true],
    ['one of two owners', OWNER, 1, true],
    ['the last owner', OWNER, 0, false],
    ['a disabled owner', DISABLED_OWNER, 0, true],
  ] as const)('of %s', (_, member, otherOwners, expected) => {
    expect(canRemove(member, otherOwners)).toBe(expected);
  });
});
