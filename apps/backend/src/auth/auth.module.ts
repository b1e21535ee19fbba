import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthConfig } from '../config/auth.config';
import { signingKey } from '../platform/crypto/secrets';
import { ACCESS_TOKEN, AccessToken } from './access-token';
import { AccessTokenStrategy } from './access-token-strategy';
import { AccessGuard } from './access.guard';
import { SignInEntity } from './sign-in.entity';
import { UserEntity } from './user.entity';

/** Sign-in, access tokens, roles. */
@Module({
  imports: [
    PassportModule,
    TypeOrmModule.forFeature([UserEntity, SignInEntity]),
    JwtModule.registerAsync({
      inject: [AuthConfig],
      useFactory: (config: AuthConfig) => ({
        secret: signingKey(config.accessTokenSecret),
        signOptions: {
          algorithm: 'HS256',
          expiresIn: config.accessTokenTtlSeconds,
          issuer: ACCESS_TOKEN.issuer,
          audience: ACCESS_TOKEN.audience,
        },
      }),
    }),
  ],
  providers: [AccessToken, AccessTokenStrategy, AccessGuard],
  exports: [AccessToken, AccessGuard, TypeOrmModule],
})
export class AuthModule {}
