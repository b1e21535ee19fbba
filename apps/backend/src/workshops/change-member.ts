import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { MemberRole, UpdateMemberRequest } from '@ppf/contracts';
import { type EntityManager, Repository } from 'typeorm';
import { UserEntity } from '../auth';
import { DomainError } from '../platform/problems/domain-error';
import { canRemove, decideMemberChange, type MemberRights } from './decide-member-change';
import { message } from './messages';
import { requirePits } from './require-pits';

/**
 * Changes and removes members of a workshop. Every change locks the workshop, so that two concurrent requests cannot
 * remove its last two owners. The database ends access tokens, event streams and viewing sessions in the same transaction.
 */
@Injectable()
export class ChangeMember {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  /** @throws DomainError member-not-found, last-owner, or validation-failed for pits of which one is not in the workshop */
  change(workshopId: number, userId: number, request: UpdateMemberRequest): Promise<UserEntity> {
    return this.users.manager.transaction(async (manager) => {
      const user = await this.lock(manager, workshopId, userId);
      const change = decideMemberChange(rightsOf(user), request, await countOtherOwners(manager, user));
      if ('refused' in change) throw toError(change.refused);
      if (request.pit_ids) await requirePits(manager, workshopId, request.pit_ids);
      const { role, isDisabled } = change;
      const pitIds = change.pitIds && [...new Set(change.pitIds)].sort((a, b) => a - b);
      const disabledAt = isDisabled ? (user.disabledAt ?? new Date()) : null;
      await manager.update(UserEntity, { id: user.id }, { role, pitIds, disabledAt });
      return { ...user, role, pitIds, disabledAt };
    });
  }

  /** Deletes the account of a member. @throws DomainError member-not-found or last-owner */
  async remove(workshopId: number, userId: number): Promise<void> {
    await this.users.manager.transaction(async (manager) => {
      const user = await this.lock(manager, workshopId, userId);
      if (!canRemove(rightsOf(user), await countOtherOwners(manager, user)))
        throw new DomainError('last-owner');
      await manager.delete(UserEntity, { id: user.id });
    });
  }

  private async lock(manager: EntityManager, workshopId: number, userId: number): Promise<UserEntity> {
    await manager.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
    const user = await manager.findOneBy(UserEntity, { id: userId, workshopId });
    if (!user) throw new DomainError('member-not-found');
    return user;
  }
}

function rightsOf({ role, pitIds, disabledAt }: UserEntity): MemberRights {
  // The table has no operator with a workshop.
  return { role: role as MemberRole, pitIds, isDisabled: disabledAt !== null };
}

async function countOtherOwners(manager: EntityManager, { id, workshopId }: UserEntity): Promise<number> {
  const [row] = await manager.query<{ owners: number }[]>(
    `SELECT count(*)::int AS owners FROM app_user
     WHERE workshop_id = $1 AND role = 'owner' AND disabled_at IS NULL AND id <> $2`,
    [workshopId, id],
  );
  return row?.owners ?? 0;
}

function toError(refused: 'last-owner' | 'owner-with-pits'): DomainError {
  if (refused === 'last-owner') return new DomainError('last-owner');
  const errors = [{ field: 'pit_ids', message: message('pit-ids.owner') }];
  return new DomainError('validation-failed', { errors });
}
