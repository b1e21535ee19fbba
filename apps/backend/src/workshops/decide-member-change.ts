import type { MemberRole, UpdateMemberRequest } from '@ppf/contracts';

/** The rights of a member. */
export interface MemberRights {
  readonly role: MemberRole;
  /** Pits that the member is limited to; null: all pits of the workshop. */
  readonly pitIds: readonly number[] | null;
  readonly isDisabled: boolean;
}

/** The rights after a change, or why it is refused. */
export type MemberChange = MemberRights | { readonly refused: 'last-owner' | 'owner-with-pits' };

/**
 * Decides a change of a member's rights. Pure. Absent fields keep their values; an owner has all pits.
 * @param otherOwners Number of other owners of the workshop who are not disabled.
 */
export function decideMemberChange(
  before: MemberRights,
  request: UpdateMemberRequest,
  otherOwners: number,
): MemberChange {
  const role = request.role ?? before.role;
  const isDisabled = request.disabled ?? before.isDisabled;
  const pitIds = request.pit_ids === undefined ? before.pitIds : request.pit_ids;
  if (role === 'owner' && request.pit_ids) return { refused: 'owner-with-pits' };
  const after = { role, isDisabled, pitIds: role === 'owner' ? null : pitIds };
  return isActiveOwner(before) && !isActiveOwner(after) && otherOwners === 0
    ? { refused: 'last-owner' }
    : after;
}

/** Whether a member can be removed. Pure. */
export function canRemove(member: MemberRights, otherOwners: number): boolean {
  return !isActiveOwner(member) || otherOwners > 0;
}

function isActiveOwner({ role, isDisabled }: MemberRights): boolean {
  return role === 'owner' && !isDisabled;
}
