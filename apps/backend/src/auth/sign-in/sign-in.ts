import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/problems/domain-error';
import { Passwords } from '../passwords/passwords';
import { UserEntity } from '../user.entity';
import { makeRefreshToken } from './refresh-token';
import { type Admitted, type Attempt, SignInAttempts } from './sign-in-attempts';
import type { SignedIn } from './signed-in';

/** Devices that one person is signed in on at most; the one unused for longest is signed out. */
export const MOST_SIGN_INS = 50;

/** Signs a person in with email and password. */
@Injectable()
export class SignIn {
  private readonly logger = new Logger(SignIn.name);

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * @param from Where the request comes from, to slow down guessing.
   * @throws DomainError wrong-credentials, too-many-requests or sign-in-busy
   */
  async signIn(email: string, password: string, from: Omit<Attempt, 'account'>): Promise<SignedIn> {
    const account = email.toLowerCase();
    const attempt = this.attempts.begin({ account, ...from }, this.clock.now());
    if ('waitSeconds' in attempt) throw this.refuse(from.address, attempt.waitSeconds);
    const user = await this.find(account, password, attempt);
    if (!user) {
      this.logger.log({ address: from.address }, 'a sign-in was refused');
      throw new DomainError('wrong-credentials');
    }
    const refreshToken = await this.remember(user);
    if (refreshToken === null) throw new DomainError('wrong-credentials');
    attempt.succeed(this.clock.now());
    return { user, refreshToken };
  }

  private refuse(address: string, wait: number): DomainError {
    this.logger.warn({ address }, 'too many sign-in attempts');
    return new DomainError('too-many-requests', {
      detail: 'Too many attempts to sign in. Wait a few minutes and try again.',
      retryAfterSeconds: wait,
    });
  }

  private async find(account: string, password: string, attempt: Admitted): Promise<UserEntity | null> {
    try {
      const user = await this.users.findOneBy({ email: account });
      const matches = await this.passwords.matches(password, user?.passwordHash, attempt.source);
      return matches && user?.disabledAt === null ? user : null;
    } catch (error) {
      // Not checked, so no wrong guess.
      attempt.takeBack(this.clock.now());
      throw error;
    }
  }

  // Null when the password was changed while it was being checked: a sign-in with the old one must not outlive that.
  private async remember(user: UserEntity): Promise<string | null> {
    const now = this.clock.now();
    const token = makeRefreshToken();
    const expiresAt = new Date(now.getTime() + this.config.refreshTokenTtlDays * 86_400_000);
    await this.users.query(
      `DELETE FROM sign_in WHERE user_id = $1 AND (expires_at <= $2 OR id IN
        (SELECT id FROM sign_in WHERE user_id = $1 ORDER BY rotated_at DESC OFFSET $3))`,
      [user.id, now, MOST_SIGN_INS - 1],
    );
    const made: unknown[] = await this.users.query(
      `INSERT INTO sign_in (id, user_id, token_hash, rotated_at, created_at, expires_at)
       SELECT $1, id, $2, $3, $3, $4 FROM app_user
       WHERE id = $5 AND password_hash = $6 AND disabled_at IS NULL RETURNING id`,
      [token.signInId, token.hash, now, expiresAt, user.id, user.passwordHash],
    );
    return made.length === 1 ? token.text : null;
  }
}
