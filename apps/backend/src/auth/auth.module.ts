import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthConfig } from '../config/auth.config';
import { signingKey } from '../platform/crypto/secrets';
import { AccessObjects } from './access/access-objects';
import { ACCESS_TOKEN, AccessToken } from './access/access-token';
import { AccessTokenStrategy } from './access/access-token-strategy';
import { CredentialProjection } from './access/credential-projection';
import { AccessGuard } from './access/access.guard';
import { RecentAccessGuard } from './access/recent-access.guard';
import { AccountController, AuthController } from './http/auth.controller';
import { DeviceCookie } from './http/device-cookie';
import { RefreshCookie } from './http/refresh-cookie';
import { ChangePassword } from './accounts/change-password';
import { CreateUser } from './accounts/create-user';
import { FirstAdmin } from './accounts/first-admin';
import { PasswordMetrics } from './passwords/password-metrics';
import { Passwords } from './passwords/passwords';
import { EndSignIn } from './sign-in/end-sign-in';
import { RefreshSignIn } from './sign-in/refresh-sign-in';
import { SignIn } from './sign-in/sign-in';
import { SignInAttempts } from './sign-in/sign-in-attempts';
import { SignInEntity } from './sign-in/sign-in.entity';
import { UserEntity } from './user.entity';

/** Sign-in, access tokens, roles, accounts. */
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
  controllers: [AuthController, AccountController],
  providers: [
    AccessObjects,
    AccessToken,
    CredentialProjection,
    AccessTokenStrategy,
    AccessGuard,
    RecentAccessGuard,
    Passwords,
    PasswordMetrics,
    SignInAttempts,
    SignIn,
    RefreshSignIn,
    EndSignIn,
    ChangePassword,
    CreateUser,
    FirstAdmin,
    RefreshCookie,
    DeviceCookie,
  ],
  exports: [
    AccessObjects,
    AccessToken,
    CredentialProjection,
    AccessTokenStrategy,
    AccessGuard,
    RecentAccessGuard,
    CreateUser,
    TypeOrmModule,
  ],
})
export class AuthModule {}
