import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessToken, principalOf } from './access-token';
import { CredentialProjection } from './credential-projection';
import type { Principal } from './principal';
import { rolesOf } from './roles';

/** RFC 6750 §2.1; the scheme is read without regard to case (RFC 9110 §11.1). */
const BEARER = /^bearer +(\S+)$/i;

interface Request {
  readonly headers: { readonly authorization?: string };
  user?: Principal;
}

/** Lets in who carries a good access token and has a role that the handler asks for. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: AccessToken,
    private readonly credentials: CredentialProjection,
  ) {}

  /** @throws DomainError not-signed-in or forbidden */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    return this.admit(context);
  }

  private async admit(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const user = await this.userOf(request.headers.authorization);
    if (!user) throw new DomainError('not-signed-in');
    const roles = rolesOf(context.getHandler(), context.getClass());
    if (roles && !roles.includes(user.role)) throw new DomainError('forbidden');
    request.user = user;
    return true;
  }

  private async userOf(authorization = ''): Promise<Principal | null> {
    const claims = this.tokens.verify(BEARER.exec(authorization)?.[1] ?? '');
    const principal = claims && principalOf(claims);
    return principal && (await this.credentials.accepts(principal.id, claims.gen)) ? principal : null;
  }
}
