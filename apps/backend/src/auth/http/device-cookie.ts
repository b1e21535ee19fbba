import { fastifyCookie } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthConfig } from '../../config/auth.config';
import { HttpConfig } from '../../config/http.config';
import { knownDeviceKey, recogniseDevice, rememberDevice } from '../sign-in/known-device';

const NAME = 'ppf_device';
/** As long as browsers keep a cookie (RFC 6265bis §5.5). */
const LIFE_SECONDS = 400 * 86_400;

/**
 * The cookie by which a device is known on which a user has signed in before. It gives no access: it only keeps what
 * others do at the same address from locking its user out. It outlives signing out.
 */
@Injectable()
export class DeviceCookie {
  private readonly key: Buffer;
  private readonly secure: boolean;

  constructor(http: HttpConfig, auth: AuthConfig) {
    this.key = knownDeviceKey(auth.accessTokenSecret);
    this.secure = http.publicUrl.startsWith('https:');
  }

  /** The id of the device that the request comes from, if it is known for this account; else null. */
  recognise(request: FastifyRequest, email: string): string | null {
    return recogniseDevice(cookieOf(request), email.toLowerCase(), this.key);
  }

  /** Lets the device be known for an account that has just signed in on it. */
  remember(request: FastifyRequest, reply: FastifyReply, email: string): void {
    if (this.recognise(request, email) !== null) return;
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
