import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { JwtFromRequestFunction } from 'passport-jwt';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AuthConfig } from '../../config/auth.config';
import { signingKey } from '../../platform/crypto/secrets';
import { AccessChanges } from './access-changes';
import { ACCESS_TOKEN, type AccessClaims, principalOf } from './access-token';
import type { Principal } from './principal';

/** Checks `Authorization: Bearer` with an access token. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(
    config: AuthConfig,
    private readonly changes: AccessChanges,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() as JwtFromRequestFunction,
      // A KeyObject made once: jsonwebtoken would make one of a string for every request.
      secretOrKey: signingKey(config.accessTokenSecret) as unknown as string,
      algorithms: ['HS256'],
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
    });
  }

  /** Passport's entry point, after signature and dates were checked. */
  validate(claims: AccessClaims): Principal | false {
    const principal = principalOf(claims);
    return principal && !this.changes.contradict(principal) ? principal : false;
  }
}
