import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { RequestLimits } from '../../platform/http/request-limits';
import { parseAcceptedToken } from './accepted-token';
import { AccessGuard } from './access.guard';
import { AccessObjects } from './access-objects';
import { AccessTokenStrategy } from './access-token-strategy';
import { CredentialProjection } from './credential-projection';
import { type Principal } from './principal';

/** Milliseconds that an accepted access token is cached, at most until it expires. */
const CACHE_MS = 10_000;
/** Cached tokens; past it the cache is cleared, which costs each token one check. */
const MAX_CACHED = 10_000;

interface CachedToken {
  readonly principal: Principal;
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

type GuardedRequest = { readonly headers: { readonly authorization?: string }; user?: Principal };

/**
 * `AccessGuard` with a cache of accepted tokens for some seconds. A wall of pits requests all its stream tokens together,
 * and checking the same signature each time was a fifth of the cost of a stream token. The credential generation is
 * compared on every request, so a revoked token is refused immediately, and so is the permission.
 */
@Injectable()
export class RecentAccessGuard extends AccessGuard {
  private readonly cache = new Map<string, CachedToken>();

  constructor(
    strategy: AccessTokenStrategy,
    private readonly recent: CredentialProjection,
    private readonly clock: Clock,
    private readonly requestLimits: RequestLimits,
    objects: AccessObjects,
  ) {
    super(strategy, requestLimits, objects);
  }

  protected override async authenticate(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const { authorization } = request.headers;
    const known = authorization === undefined ? undefined : this.cache.get(authorization);
    const left = known ? known.until - this.clock.now().getTime() : 0;
    // More than the cache time is left: the clock was set back.
    if (!known || left <= 0 || left > CACHE_MS) return this.check(context, request);
    if (!this.recent.isCurrent(known.principal.id, known.generation)) return this.check(context, request);
    this.requestLimits.takeForUser(known.principal.id);
    request.user = known.principal;
  }

  private async check(context: ExecutionContext, request: GuardedRequest): Promise<void> {
    await super.authenticate(context);
    const { user, headers } = request;
    if (!user || headers.authorization === undefined) return;
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    const { endsAt, generation } = parseAcceptedToken(headers.authorization);
    const until = Math.min(endsAt, this.clock.now().getTime() + CACHE_MS);
    this.cache.set(headers.authorization, { principal: user, generation, until });
  }
}
