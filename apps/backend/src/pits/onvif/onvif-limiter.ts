import { Injectable } from '@nestjs/common';
import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { ConcurrencyLimiter } from '../../platform/scheduling/concurrency-limiter';
import { UserRateLimit } from '../cameras/network/user-rate-limit';
import { message } from '../messages';

/** ONVIF searches in parallel in this process and per workshop, and searches per user within the window. */
const ONVIF_LIMITS = { total: 4, perWorkshop: 1, perUser: 10, windowSeconds: 60 } as const;
/** About the duration of a search. */
const RETRY_AFTER_SECONDS = 10;

/** Limits ONVIF discovery and stream requests. The limits apply to this process. */
@Injectable()
export class OnvifLimiter {
  private readonly limiter = new ConcurrencyLimiter({
    total: ONVIF_LIMITS.total,
    perKey: ONVIF_LIMITS.perWorkshop,
  });
  private readonly rate = new UserRateLimit({
    limit: ONVIF_LIMITS.perUser,
    windowSeconds: ONVIF_LIMITS.windowSeconds,
  });

  /** Runs a search now. @throws DomainError too-many-requests, with the limit that is reached; what the search throws */
  async run<Result>(userId: number, workshopId: number, search: () => Promise<Result>): Promise<Result> {
    const now = new Date();
    const seconds = this.rate.secondsUntilNext(userId, now);
    if (seconds !== null)
      throw limitReached(message('limit.user', { limit: ONVIF_LIMITS.perUser, seconds }), seconds);
    const retry = { seconds: RETRY_AFTER_SECONDS };
    if (!this.limiter.hasRoom(workshopId))
      throw limitReached(message(this.limiter.available === 0 ? 'limit.searches' : 'limit.search', retry));
    this.rate.add(userId, now);
    return this.limiter.run(search, { key: workshopId });
  }
}

function limitReached(detail: Message, retryAfterSeconds = RETRY_AFTER_SECONDS): DomainError {
  return new DomainError('too-many-requests', { detail, retryAfterSeconds });
}
