import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { JwtFromRequestFunction } from 'passport-jwt';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AuthConfig } from '../../config/auth.config';
import { signingKey } from '../../platform/crypto/secrets';
import { ACCESS_TOKEN, type AccessClaims, principalOf } from './access-token';
import { CredentialProjection } from './credential-projection';
import type { Principal } from './principal';

/** Number of strategies in this process, for their names. */
let strategyCount = 0;

/** Checks `Authorization: Bearer` with an access token (RFC 6750 §2.1). */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  /**
   * The name of this strategy in passport. Passport registers names once per process: under one name, two backends in one
   * process would verify tokens by the credentials of the later one.
   */
  readonly registeredName = `access-token-${(strategyCount += 1)}`;

  constructor(
    config: AuthConfig,
    private readonly credentials: CredentialProjection,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() as JwtFromRequestFunction,
      // A KeyObject that is created once: jsonwebtoken would create one from a string for every request.
      secretOrKey: signingKey(config.accessTokenSecret) as unknown as string,
      algorithms: ['HS256'],
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
    });
    passport.use(this.registeredName, this);
  }

  /** Called by passport after it verified the signature and the dates. */
  async validate(claims: AccessClaims): Promise<Principal | false> {
    const principal = principalOf(claims);
    const credential = principal && (await this.credentials.find(principal.id, claims.gen));
    return credential ? { ...principal, pitIds: credential.pitIds } : false;
  }
}
