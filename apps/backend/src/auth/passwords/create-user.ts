import type { Role } from '@ppf/contracts';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { UserEntity } from '../user.entity';
import { Passwords } from './passwords';

/** A person to be. */
export interface NewUser {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  /** Null exactly for `super_admin`. */
  readonly workshopId: number | null;
  readonly password: string;
}

/** Makes an account. */
@Injectable()
export class CreateUser {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @param check What must hold, asked in the transaction that makes the account.
   * @throws DomainError email-taken, workshop-not-found or sign-in-busy; what `check` throws
   */
  async create(
    person: NewUser,
    check: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<UserEntity> {
    const passwordHash = await this.passwords.hash(person.password);
    const { displayName, role, workshopId } = person;
    const user = this.users.create({
      email: person.email.toLowerCase(),
      displayName,
      role,
      workshopId,
      passwordHash,
    });
    try {
      return await this.users.manager.transaction(async (manager) => {
        await check(manager);
        return manager.save(user);
      });
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'app_user_email_taken') throw new DomainError('email-taken', { cause: error });
      if (constraint === 'app_user_workshop_id_fkey')
        throw new DomainError('workshop-not-found', { cause: error });
      throw error;
    }
  }
}
