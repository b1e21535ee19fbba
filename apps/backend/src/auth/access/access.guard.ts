import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type Permission, PERMISSIONS } from '@ppf/contracts';
import type { FastifyRequest } from 'fastify';
import { RequestLimits } from '../../platform/http/request-limits';
import { readRouteAccess } from '../../platform/http/route-access';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessObjects } from './access-objects';
import { AccessTokenStrategy } from './access-token-strategy';
import { decideAccess, hasPermission } from './decide-access';
import type { Principal } from './principal';

/** Admits requests with a valid access token of a user whose role has the permission that the handler requires. */
@Injectable()
export class AccessGuard extends AuthGuard() {
  constructor(
    strategy: AccessTokenStrategy,
    private readonly limits: RequestLimits,
    private readonly objects: AccessObjects,
  ) {
    super({ defaultStrategy: strategy.registeredName });
  }

  /** Nest's entry point. @throws DomainError not-signed-in, too-many-requests, forbidden or a not-found code */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.authenticate(context);
    const request = context.switchToHttp().getRequest<FastifyRequest & { readonly user: Principal }>();
    const permission = permissionOf(context);
    if (!hasPermission(request.user, permission)) await this.refuse(request, permission);
    return true;
  }

  /** Called by passport's guard with the result of the strategy. @throws DomainError not-signed-in or too-many-requests */
  override handleRequest<User = Principal>(error: unknown, user: User | false | undefined): User {
    if (error) throw error;
    if (!user) throw new DomainError('not-signed-in');
    this.limits.takeForUser((user as unknown as Principal).id);
    return user;
  }

  /** Sets `request.user`. @throws DomainError not-signed-in or too-many-requests */
  protected async authenticate(context: ExecutionContext): Promise<void> {
    await super.canActivate(context);
  }

  /** An object of another workshop does not exist for the user, whatever the role lacks. */
  private async refuse(
    { user, params, routeOptions }: FastifyRequest & { readonly user: Principal },
    permission: Permission,
  ): Promise<never> {
    const { id } = (params ?? {}) as { id?: string };
    const named = await this.objects.find(routeOptions.url ?? '', id);
    const isMissing = named && decideAccess(user, permission, named.object) === 'not-found';
    throw new DomainError(isMissing ? named.notFound : 'forbidden');
  }
}

function permissionOf(context: ExecutionContext): Permission {
  const access = readRouteAccess(context.getHandler(), context.getClass());
  const permission = PERMISSIONS.find((each) => each === access);
  // Fails closed: a guarded handler without a permission answers nothing.
  if (!permission) throw new Error(`${context.getClass().name} uses AccessGuard without @RequirePermission.`);
  return permission;
}
