import { type ExecutionContext, Injectable } from '@nestjs/common';
import {
  AccessGuard,
  AccessTokenStrategy,
  CredentialProjection,
  type Principal,
  readAcceptedToken,
} from '../../auth';
import { Clock } from '../../platform/clock';
import { RequestLimits } from '../../platform/http/request-limits';

/** Milliseconds that an accepted access token is remembered, at most until it ends. */
const REMEMBER_MS = 10_000;
/** Tokens that are remembered at once; past it all are forgotten, which costs each of them one check. */
const MAX_REMEMBERED = 10_000;

interface Remembered {
  readonly principal: Principal;
  readonly generation: number;
  /** Milliseconds. */
  readonly until: number;
}

type RequestOfSomebody = { readonly headers: { readonly authorization?: string }; user?: Principal };

/**
 * `AccessGuard`, remembering for some seconds whose tokens it accepted. A wall of pits asks for its stream tokens at once,
 * and checking the same signature each time was a fifth of what a stream token costs. The credential generation is
 * compared on every request: a token that has ended is refused at once. It asks for no role: use it on handlers that
 * every signed-in user may call.
 */
@Injectable()
export class RecentAccessGuard extends AccessGuard {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    strategy: AccessTokenStrategy,
    private readonly recent: CredentialProjection,
    private readonly clock: Clock,
    private readonly requestLimits: RequestLimits,
  ) {
    super(strategy, requestLimits);
  }

  /** Nest's entry point. */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfSomebody>();
    const { authorization } = request.headers;
    const known = authorization === undefined ? undefined : this.remembered.get(authorization);
    const left = known ? known.until - this.clock.now().getTime() : 0;
    // More than was given: the clock was set back.
    if (!known || left <= 0 || left > REMEMBER_MS) return this.check(context, request);
    if (!this.recent.isCurrent(known.principal.id, known.generation)) return this.check(context, request);
    this.requestLimits.takeForUser(known.principal.id);
    request.user = known.principal;
    return true;
  }

  private async check(context: ExecutionContext, request: RequestOfSomebody): Promise<boolean> {
    const allowed = (await super.canActivate(context)) as boolean;
    const { user, headers } = request;
    if (!allowed || !user || headers.authorization === undefined) return allowed;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const { endsAt, generation } = readAcceptedToken(headers.authorization);
    const until = Math.min(endsAt, this.clock.now().getTime() + REMEMBER_MS);
    this.remembered.set(headers.authorization, { principal: user, generation, until });
    return true;
  }
}
