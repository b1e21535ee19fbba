import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ROLES } from '@ppf/contracts';
import { AuthConfig } from '../../config/auth.config';
import type { Principal } from './principal';

/** Claims that distinguish an access token from a stream token, besides its key: neither is accepted as the other. */
export const ACCESS_TOKEN = { issuer: 'ppf-monitoring', audience: 'ppf-api', typ: 'access' } as const;

/** The claims of an access token (RFC 7519; `typ`, `role`, `wid` and `gen` are private claims). */
export interface AccessClaims {
  readonly sub: string;
  readonly typ: string;
  readonly role: string;
  /** The user's workshop. */
  readonly wid: number | null;
  /** The user's credential generation when it was issued. */
  readonly gen: number;
  readonly iat: number;
}

/** Signs access tokens. `AccessTokenStrategy` verifies them. */
@Injectable()
export class AccessToken {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: AuthConfig,
  ) {}

  /** Lifetime of a token, seconds. */
  get ttlSeconds(): number {
    return this.config.accessTokenTtlSeconds;
  }

  /** Signs a token for a user. It is valid as long as the user's credential generation stays the same. */
  issue(user: Omit<Principal, 'pitIds'> & { readonly credentialGeneration: number }): string {
    return this.jwt.sign({
      sub: String(user.id),
      typ: ACCESS_TOKEN.typ,
      role: user.role,
      wid: user.workshopId,
      gen: user.credentialGeneration,
    });
  }
}

/** The principal in the claims of a verified token; null if it is not an access token. */
export function principalOf(claims: AccessClaims): Omit<Principal, 'pitIds'> | null {
  const id = Number(claims.sub);
  const role = ROLES.find((each) => each === claims.role);
  if (claims.typ !== ACCESS_TOKEN.typ || !role || !Number.isInteger(id) || !Number.isInteger(claims.gen))
    return null;
  const workshopId = claims.wid ?? null;
  return (role === 'operator') === (workshopId === null) ? { id, role, workshopId } : null;
}
