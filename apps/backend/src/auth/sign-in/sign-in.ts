import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/problems/domain-error';
import { Passwords } from '../passwords/passwords';
import { message } from '../messages';
import { UserEntity } from '../user.entity';
import { createRefreshToken } from './refresh-token';
import { type AdmittedAttempt, type Attempt, SignInAttempts } from './sign-in-attempts';
import type { SignedIn } from './signed-in';

/** Sign-ins of one user; the least recently used one is signed out. */
export const MAX_SIGN_INS_PER_USER = 50;

/** Accounts of one email that are tried. */
const MAX_ACCOUNTS = 50;

/** Signs a user in with email and password. */
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
   * @param from Address and device of the request, to limit guessing.
   * @throws DomainError wrong-credentials, too-many-requests or sign-in-busy
   */
  async signIn(email: string, password: string, from: Omit<Attempt, 'account'>): Promise<SignedIn> {
    const account = email.toLowerCase();
    const attempt = this.attempts.begin({ account, ...from }, this.clock.now());
    if ('waitSeconds' in attempt) throw this.refuse(from.address, attempt.waitSeconds);
    const user = await this.find({ account, ...from }, password, attempt);
    if (!user) {
      this.logger.log({ address: from.address }, 'A sign-in was refused.');
      throw new DomainError('wrong-credentials');
    }
    const refreshToken = await this.createSignIn(user);
    if (refreshToken === null) throw new DomainError('wrong-credentials');
    attempt.succeed(this.clock.now());
    return { user, refreshToken };
  }

  private refuse(address: string, wait: number): DomainError {
    this.logger.warn({ address }, 'There were too many sign-in attempts.');
    return new DomainError('too-many-requests', {
      detail: message('too-many-attempts'),
      retryAfterSeconds: wait,
    });
  }

  private async find(
    attempted: Attempt,
    password: string,
    attempt: AdmittedAttempt,
  ): Promise<UserEntity | null> {
    try {
      const users = await this.candidates(attempted);
      const hashes = users.map(({ passwordHash }) => passwordHash);
      const matching = await this.passwords.matching(password, hashes, attempt.source);
      if (users.length > 1)
        for (const [at, user] of users.entries())
          if (!matching[at]) this.attempts.addMismatch(user.id, attempted, this.clock.now());
      return users.find((user, at) => matching[at] && user.disabledAt === null) ?? null;
    } catch (error) {
      // The password was not verified, so it does not count as a wrong guess.
      attempt.undo(this.clock.now());
      throw error;
    }
  }

  /** An email may have accounts in several workshops. The password selects one, the oldest first. */
  private async candidates(attempted: Attempt): Promise<UserEntity[]> {
    const users = await this.users.find({
      where: { email: attempted.account },
      order: { id: 'ASC' },
      take: MAX_ACCOUNTS,
    });
    if (users.length <= 1) return users;
    return users.filter(({ id }) => this.attempts.mayTry(id, attempted, this.clock.now()));
  }

  // Null when the password was changed while it was being verified: no sign-in with the old one must remain.
  private async createSignIn(user: UserEntity): Promise<string | null> {
    const now = this.clock.now();
    const token = createRefreshToken();
    const expiresAt = new Date(now.getTime() + this.config.refreshTokenTtlDays * 86_400_000);
    await this.users.query(
      `DELETE FROM sign_in WHERE user_id = $1 AND (expires_at <= $2 OR id IN
        (SELECT id FROM sign_in WHERE user_id = $1 ORDER BY rotated_at DESC OFFSET $3))`,
      [user.id, now, MAX_SIGN_INS_PER_USER - 1],
    );
    const inserted: unknown[] = await this.users.query(
      `INSERT INTO sign_in (id, user_id, token_hash, rotated_at, created_at, expires_at)
       SELECT $1, id, $2, $3, $3, $4 FROM app_user
       WHERE id = $5 AND password_hash = $6 AND disabled_at IS NULL RETURNING id`,
      [token.signInId, token.hash, now, expiresAt, user.id, user.passwordHash],
    );
    return inserted.length === 1 ? token.text : null;
  }
}
