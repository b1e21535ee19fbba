import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AccessGuard, endOfAccess, type Principal } from '../../auth';
import { Clock } from '../../platform/clock';

/** Milliseconds that an accepted access token is remembered, at most until it ends. */
const REMEMBER_MS = 10_000;
/** Tokens that are remembered at once; past it all are forgotten, which costs each of them one check. */
const MAX_REMEMBERED = 10_000;

interface Remembered {
  readonly principal: Principal;
  /** Milliseconds. */
  readonly until: number;
}

type RequestOfSomebody = { readonly headers: { readonly authorization?: string }; user?: Principal };

/**
 * `AccessGuard`, remembering for some seconds whom it let in. A wall of pits asks for its stream tokens at once, and
 * checking the same access token each time was a fifth of what a stream token costs. It asks for no role: use it on
 * handlers that everybody who is signed in may call.
 */
@Injectable()
export class RecentAccessGuard extends AccessGuard {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly clock: Clock) {
    super();
  }

  /** Nest's entry point. */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfSomebody>();
    const { authorization } = request.headers;
    const known = authorization === undefined ? undefined : this.remembered.get(authorization);
    const left = known ? known.until - this.clock.now().getTime() : 0;
    // More than was given: the clock was set back.
    if (!known || left <= 0 || left > REMEMBER_MS) return this.check(context, request);
    request.user = known.principal;
    return true;
  }

  private async check(context: ExecutionContext, request: RequestOfSomebody): Promise<boolean> {
    const allowed = (await super.canActivate(context)) === true;
    const { user, headers } = request;
    if (!allowed || !user || headers.authorization === undefined) return allowed;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const until = Math.min(endOfAccess(headers.authorization), this.clock.now().getTime() + REMEMBER_MS);
    this.remembered.set(headers.authorization, { principal: user, until });
    return true;
  }
}
