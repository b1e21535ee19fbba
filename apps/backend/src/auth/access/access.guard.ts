import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { RequestLimits } from '../../platform/http/request-limits';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessTokenStrategy } from './access-token-strategy';
import type { Principal } from './principal';
import { rolesOf } from './roles';

/** Admits requests with a valid access token and a role that the handler requires. */
@Injectable()
export class AccessGuard extends AuthGuard() {
  constructor(
    strategy: AccessTokenStrategy,
    private readonly limits: RequestLimits,
  ) {
    super({ defaultStrategy: strategy.registeredName });
  }

  /** Called by passport's guard with the result of the strategy. @throws DomainError not-signed-in, too-many-requests or forbidden */
  override handleRequest<User = Principal>(
    error: unknown,
    user: User | false | undefined,
    _info: unknown,
    context: ExecutionContext,
  ): User {
    if (error) throw error;
    if (!user) throw new DomainError('not-signed-in');
    const { id } = user as unknown as Principal;
    this.limits.takeForUser(id);
    const roles = rolesOf(context.getHandler(), context.getClass());
    if (roles && !roles.includes((user as unknown as Principal).role)) throw new DomainError('forbidden');
    return user;
  }
}
