import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/problems/domain-error';
import { parseRefreshToken } from '../sign-in/refresh-token';
import { type AdmittedAttempt, SignInAttempts } from '../sign-in/sign-in-attempts';
import { UserEntity } from '../user.entity';
import { Passwords } from '../passwords/passwords';
import { saltOf } from '../passwords/password-salt';

/** A request to change a password. */
export interface PasswordChange {
  readonly userId: number;
  readonly current: string;
  readonly next: string;
  /** The refresh cookie of the requesting device; its sign-in is kept. */
  readonly cookie: string | undefined;
}

/** Replaces a user's password and ends their sign-ins on all other devices. */
@Injectable()
export class ChangePassword {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError wrong-password, too-many-requests, sign-in-busy or session-ended */
  async change(request: PasswordChange): Promise<void> {
    const user = await this.users.findOneBy({ id: request.userId });
    if (!user) throw new DomainError('session-ended');
    const attempt = this.attempts.beginOfUser(user.id, this.clock.now());
    if ('waitSeconds' in attempt)
      throw new DomainError('too-many-requests', { retryAfterSeconds: attempt.waitSeconds });
    if (!(await this.matches(request.current, user, attempt))) throw new DomainError('wrong-password');
    attempt.succeed(this.clock.now());
    await this.replace(
      user,
      await this.passwords.hash(request.next, saltOf(user.passwordHash)),
      request.cookie,
    );
  }

  private async matches(current: string, user: UserEntity, attempt: AdmittedAttempt): Promise<boolean> {
    try {
      return await this.passwords.matches(current, user.passwordHash, attempt.source);
    } catch (error) {
      // The password was not verified, so it does not count as a wrong guess.
      attempt.undo(this.clock.now());
      throw error;
    }
  }

  private async replace(user: UserEntity, passwordHash: string, cookie: string | undefined): Promise<void> {
    const kept = parseRefreshToken(cookie);
    await this.users.manager.transaction(async (manager) => {
      const { affected } = await manager.update(
        UserEntity,
        { id: user.id, passwordHash: user.passwordHash },
        { passwordHash },
      );
      // The password was changed concurrently: that change is kept.
      if (affected !== 1) throw new DomainError('wrong-password');
      await manager.query(
        'DELETE FROM sign_in WHERE user_id = $1 AND NOT (id::text = $2 AND token_hash = $3)',
        [user.id, kept?.signInId ?? '', kept?.hash ?? Buffer.alloc(0)],
      );
    });
  }
}
