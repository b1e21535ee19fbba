import { Injectable } from '@nestjs/common';
import type { CreateMemberRequest } from '@ppf/contracts';
import type { EntityManager } from 'typeorm';
import { CreateUser, type UserEntity } from '../auth';
import { QuotasConfig } from '../config/quotas.config';
import { DomainError } from '../platform/problems/domain-error';
import { message } from './messages';

/** Creates an account for a member of a workshop. */
@Injectable()
export class AddMember {
  constructor(
    private readonly createUser: CreateUser,
    private readonly config: QuotasConfig,
  ) {}

  /** @throws DomainError too-many-members, email-taken, workshop-not-found or sign-in-busy */
  add(
    workshopId: number,
    { email, display_name: displayName, role, password }: CreateMemberRequest,
  ): Promise<UserEntity> {
    const person = { email, displayName, role, password, workshopId };
    return this.createUser.create(person, (manager) => this.requireRoom(manager, workshopId));
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
