import type { Role } from '@ppf/contracts';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { UserEntity } from '../user.entity';
import { Passwords } from '../passwords/passwords';
import { saltOf } from '../passwords/password-salt';

/** A user to be created. */
export interface NewUser {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  /** Null exactly for `operator`. */
  readonly workshopId: number | null;
  readonly password: string;
  /** Pits that the user is limited to; null, the default: all pits of the workshop. */
  readonly pitIds?: readonly number[] | null;
}

/** Constraints for unique emails within a workshop and among operators. */
const EMAIL_TAKEN = ['app_user_email_taken', 'app_user_operator_email_taken'];

/** Creates an account. The email may already have accounts in other workshops. */
@Injectable()
export class CreateUser {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @param check Preconditions; called in the transaction that creates the account.
   * @throws DomainError email-taken, workshop-not-found or sign-in-busy; what `check` throws
   */
  async create(
    newUser: NewUser,
    check: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<UserEntity> {
    const email = newUser.email.toLowerCase();
    const other = await this.users.findOneBy({ email });
    const passwordHash = await this.passwords.hash(newUser.password, saltOf(other?.passwordHash));
    const { displayName, role, workshopId, pitIds } = newUser;
    const user = this.users.create({
      email,
      displayName,
      role,
      workshopId,
      pitIds: pitIds ? [...pitIds] : null,
      passwordHash,
    });
    try {
      return await this.users.manager.transaction(async (manager) => {
        await check(manager);
        return manager.save(user);
      });
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (EMAIL_TAKEN.includes(constraint ?? '')) throw new DomainError('email-taken', { cause: error });
      if (constraint === 'app_user_workshop_id_fkey')
        throw new DomainError('workshop-not-found', { cause: error });
      throw error;
    }
  }
}
