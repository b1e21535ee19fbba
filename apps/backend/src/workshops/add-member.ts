import { Injectable } from '@nestjs/common';
import type { CreateMemberRequest } from '@ppf/contracts';
import type { EntityManager } from 'typeorm';
import { CreateUser, type UserEntity } from '../auth';
import { QuotasConfig } from '../config/quotas.config';
import { DomainError } from '../platform/problems/domain-error';
import { message } from './messages';
import { requirePits } from './require-pits';

/** Creates an account for a member of a workshop. */
@Injectable()
export class AddMember {
  constructor(
    private readonly createUser: CreateUser,
    private readonly config: QuotasConfig,
  ) {}

  /** @throws DomainError too-many-members, email-taken, validation-failed, workshop-not-found or sign-in-busy */
  async add(
    workshopId: number,
    { email, display_name: displayName, role, password, pit_ids: pitIds = null }: CreateMemberRequest,
  ): Promise<UserEntity> {
    if (role === 'owner' && pitIds)
      throw new DomainError('validation-failed', {
        errors: [{ field: 'pit_ids', message: message('pit-ids.owner') }],
      });
    const member = { email, displayName, role, password, workshopId, pitIds };
    return this.createUser.create(member, async (manager) => {
      await this.requireRoom(manager, workshopId);
      if (pitIds) await requirePits(manager, workshopId, pitIds);
    });
  }

  /** Locks the workshop, so that its members are added one after the other. */
  private async requireRoom(manager: EntityManager, workshopId: number): Promise<void> {
    const { membersPerWorkshop: limit } = this.config;
    await manager.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
    const [row] = await manager.query<{ members: number }[]>(
      'SELECT count(*)::int AS members FROM app_user WHERE workshop_id = $1',
      [workshopId],
    );
    if ((row?.members ?? 0) >= limit)
      throw new DomainError('too-many-members', { detail: message('too-many-members', { limit }) });
  }
}
