import { fastifyCookie } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthConfig } from '../../config/auth.config';
import { HttpConfig } from '../../config/http.config';
import { knownDeviceKey, recognizeDevice, rememberDevice } from '../sign-in/known-device';

const NAME = 'ppf_device';
/** The longest lifetime of a cookie in browsers (RFC 6265bis §5.5). */
const LIFE_SECONDS = 400 * 86_400;

/**
 * The cookie that identifies a device on which a user has signed in before. It gives no access: it only prevents that
 * failed attempts of others at the same address lock its user out. It stays after signing out.
 */
@Injectable()
export class DeviceCookie {
  private readonly key: Buffer;
  private readonly secure: boolean;

  constructor(http: HttpConfig, auth: AuthConfig) {
    this.key = knownDeviceKey(auth.accessTokenSecret);
    this.secure = http.publicUrl.startsWith('https:');
  }

  /** The id of the request's device if it is known for this account; else null. */
  recognize(request: FastifyRequest, email: string): string | null {
    return recognizeDevice(cookieOf(request), email.toLowerCase(), this.key);
  }

  /** Marks the device as known for an account that has just signed in on it. */
  remember(request: FastifyRequest, reply: FastifyReply, email: string): void {
    if (this.recognize(request, email) !== null) return;
    const value = rememberDevice(cookieOf(request), email.toLowerCase(), this.key);
    const attributes = {
      httpOnly: true,
      sameSite: 'strict',
      path: '/api/v1/auth',
      secure: this.secure,
    } as const;
    reply.header('set-cookie', fastifyCookie.serialize(NAME, value, { ...attributes, maxAge: LIFE_SECONDS }));
  }
}

function cookieOf({ headers: { cookie } }: FastifyRequest): string | undefined {
  return cookie === undefined ? undefined : fastifyCookie.parse(cookie)[NAME];
}
