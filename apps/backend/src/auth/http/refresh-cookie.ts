import { fastifyCookie } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthConfig } from '../../config/auth.config';
import { HttpConfig } from '../../config/http.config';

const NAME = 'ppf_refresh';

/**
 * The cookie with the refresh token. Scripts cannot read it; browsers send it to the sign-in routes only, and only from
 * pages of this site (SameSite=Strict), so other sites cannot use it.
 */
@Injectable()
export class RefreshCookie {
  private readonly secure: boolean;
  private readonly lifeSeconds: number;

  constructor(http: HttpConfig, auth: AuthConfig) {
    this.secure = http.publicUrl.startsWith('https:');
    this.lifeSeconds = auth.refreshTokenTtlDays * 86_400;
  }

  /** The token in the request. */
  read(request: FastifyRequest): string | undefined {
    const { cookie } = request.headers;
    return cookie === undefined ? undefined : fastifyCookie.parse(cookie)[NAME];
  }

  /** Sets the cookie. */
  write(reply: FastifyReply, token: string): void {
    this.set(reply, token, this.lifeSeconds);
  }

  /** Deletes the cookie. */
  clear(reply: FastifyReply): void {
    this.set(reply, '', 0);
  }

  private set(reply: FastifyReply, value: string, maxAge: number): void {
    const attributes = {
      httpOnly: true,
      sameSite: 'strict',
      path: '/api/v1/auth',
      secure: this.secure,
    } as const;
    reply.header('set-cookie', fastifyCookie.serialize(NAME, value, { ...attributes, maxAge }));
  }
}
