import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { Clock } from '../../platform/clock';
import { SealBroken } from '../../platform/crypto/seal-with-key';
import { DomainError } from '../../platform/problems/domain-error';
import { UserEntity } from '../user.entity';
import { decideRefresh } from './decide-refresh';
import {
  createRefreshToken,
  openSuccessor,
  type PresentedToken,
  parseRefreshToken,
  sealSuccessor,
} from './refresh-token';
import { SignInEntity } from './sign-in.entity';
import type { SignedIn } from './signed-in';

/** Keeps a user signed in: exchanges a refresh token for its successor. */
@Injectable()
export class RefreshSignIn {
  private readonly logger = new Logger(RefreshSignIn.name);

  constructor(
    @InjectRepository(SignInEntity) private readonly signIns: Repository<SignInEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError not-signed-in without a token, session-ended with one that is no longer valid. */
  async refresh(cookie: string | undefined): Promise<SignedIn> {
    if (cookie === undefined) throw new DomainError('not-signed-in');
    const presented = parseRefreshToken(cookie);
    const refreshToken =
      presented && ((await this.successorOf(presented)) ?? (await this.successorOf(presented)));
    const user = refreshToken && (await this.ownerOf(presented));
    if (!refreshToken || !user) throw new DomainError('session-ended');
    return { user, refreshToken };
  }

  // Null when a concurrent request replaced the token: a second try returns its successor.
  private async successorOf(presented: PresentedToken): Promise<string | null> {
    const now = this.clock.now();
    const signIn = await this.signIns.findOneBy({ id: presented.signInId });
    switch (decideRefresh(signIn, presented.hash, now, this.config.signInMaxDays)) {
      case 'rotate':
        return this.rotate(presented, now);
      case 'repeat':
        return this.repeat(signIn?.successorSealed ?? null, presented);
      case 'reused':
        await this.signIns.delete({ id: presented.signInId });
        this.logger.warn(
          { user: signIn?.userId },
          'A replaced refresh token was used again; the sign-in was ended.',
        );
        throw new DomainError('session-ended');
      case 'ended':
        throw new DomainError('session-ended');
    }
  }

  private async rotate(presented: PresentedToken, now: Date): Promise<string | null> {
    const successor = createRefreshToken(presented.signInId);
    const { affected } = await this.signIns.update(
      { id: presented.signInId, tokenHash: presented.hash },
      {
        tokenHash: successor.hash,
        previousTokenHash: presented.hash,
        successorSealed: sealSuccessor(successor, presented),
        rotatedAt: now,
        expiresAt: new Date(now.getTime() + this.config.refreshTokenTtlDays * 86_400_000),
      },
    );
    return affected === 1 ? successor.text : null;
  }

  private repeat(sealed: string | null, presented: PresentedToken): string | null {
    try {
      return sealed === null ? null : openSuccessor(sealed, presented);
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }

  private async ownerOf(token: PresentedToken): Promise<UserEntity | null> {
    return this.users
      .createQueryBuilder('user')
      .innerJoin(SignInEntity, 'signIn', 'signIn.userId = user.id')
      .where('signIn.id = :id AND user.disabledAt IS NULL', { id: token.signInId })
      .getOne();
  }
}
