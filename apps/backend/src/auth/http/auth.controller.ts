import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AccessTokenResponse, ChangePasswordRequest, LoginRequest, SignedInUser } from '@ppf/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Repository } from 'typeorm';
import { OpenRoute } from '../../platform/http/route-access';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessToken } from '../access/access-token';
import { CurrentUser } from '../access/current-user';
import type { Principal } from '../access/principal';
import { RequirePermission } from '../access/require-permission';
import { ChangePassword } from '../accounts/change-password';
import { EndSignIn } from '../sign-in/end-sign-in';
import { RefreshSignIn } from '../sign-in/refresh-sign-in';
import { SignIn } from '../sign-in/sign-in';
import { toAccessTokenResponse, toSignedInUserResponse } from '../sign-in/signed-in';
import { UserEntity } from '../user.entity';
import { DeviceCookie } from './device-cookie';
import { OwnOriginGuard } from './own-origin.guard';
import { RefreshCookie } from './refresh-cookie';

/** Signing in and out. */
@Controller('auth')
@OpenRoute()
@UseGuards(OwnOriginGuard)
export class AuthController {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly devices: DeviceCookie,
    private readonly accessToken: AccessToken,
    private readonly signIn: SignIn,
    private readonly refreshSignIn: RefreshSignIn,
    private readonly endSignIn: EndSignIn,
  ) {}

  /** Signs in. The refresh token is set as a cookie. */
  @Post('login')
  @HttpCode(200)
  async login(
    @Body() body: LoginRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessTokenResponse> {
    const device = this.devices.recognize(request, body.email);
    const signedIn = await this.signIn.signIn(body.email, body.password, { address: request.ip, device });
    this.cookie.write(reply, signedIn.refreshToken);
    this.devices.remember(request, reply, signedIn.user.email);
    return toAccessTokenResponse(signedIn, this.accessToken);
  }

  /** Issues a new access token for the refresh cookie, and replaces the cookie. */
  @Post('refresh')
  @HttpCode(200)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessTokenResponse> {
    const signedIn = await this.refreshSignIn.refresh(this.cookie.read(request));
    this.cookie.write(reply, signedIn.refreshToken);
    this.devices.remember(request, reply, signedIn.user.email);
    return toAccessTokenResponse(signedIn, this.accessToken);
  }

  /** Signs out on this device. An issued access token stays valid until it expires. */
  @Post('logout')
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.endSignIn.end(this.cookie.read(request));
    this.cookie.clear(reply);
  }
}

/** The signed-in user. */
@Controller('auth')
@RequirePermission('account:write')
export class AccountController {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly changePassword: ChangePassword,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
  ) {}

  /** Returns the signed-in user. */
  @Get('me')
  async me(@CurrentUser() principal: Principal): Promise<SignedInUser> {
    const user = await this.users.findOneBy({ id: principal.id });
    if (!user) throw new DomainError('session-ended');
    return toSignedInUserResponse(user);
  }

  /**
   * Changes the password and ends all other sign-ins of the same user. All earlier access tokens end, that of this device
   * too: its refresh cookie gets a new one.
   */
  @Post('password')
  @HttpCode(204)
  @UseGuards(OwnOriginGuard)
  async password(
    @Body() body: ChangePasswordRequest,
    @CurrentUser() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.changePassword.change({
      userId: principal.id,
      current: body.current_password,
      next: body.new_password,
      cookie: this.cookie.read(request),
    });
  }
}
