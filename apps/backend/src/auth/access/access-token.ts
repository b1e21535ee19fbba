import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ROLES } from '@ppf/contracts';
import { AuthConfig } from '../../config/auth.config';
import type { Principal } from './principal';

/** What tells an access token from a stream token, besides its key: neither ever passes for the other. */
export const ACCESS_TOKEN = { issuer: 'ppf-monitoring', audience: 'ppf-api', typ: 'access' } as const;

/** The claims of an access token (RFC 7519; `typ`, `role`, `wid` and `gen` are ours). */
export interface AccessClaims {
  readonly sub: string;
  readonly typ: string;
  readonly role: string;
  /** The person's workshop. */
  readonly wid: number | null;
  /** The user's credential generation when it was issued. */
  readonly gen: number;
  readonly iat: number;
}

/** Signs access tokens. They are checked by the passport strategy. */
@Injectable()
export class AccessToken {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: AuthConfig,
  ) {}

  /** Seconds that a token lives. */
  get ttlSeconds(): number {
    return this.config.accessTokenTtlSeconds;
  }

  /** Signs a token for a user as they are now. It ends with the credential generation that they have. */
  issue(user: Principal & { readonly credentialGeneration: number }): string {
    return this.jwt.sign({
      sub: String(user.id),
      typ: ACCESS_TOKEN.typ,
      role: user.role,
      wid: user.workshopId,
      gen: user.credentialGeneration,
    });
  }
}

/** Whom the claims of a verified token name; null when it is no access token. */
export function principalOf(claims: AccessClaims): Principal | null {
  const id = Number(claims.sub);
  const role = ROLES.find((each) => each === claims.role);
  if (claims.typ !== ACCESS_TOKEN.typ || !role || !Number.isInteger(id) || !Number.isInteger(claims.gen))
    return null;
  const workshopId = claims.wid ?? null;
  return (role === 'super_admin') === (workshopId === null) ? { id, role, workshopId } : null;
}
