import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { ConcurrencyLimiter } from '../../platform/scheduling/concurrency-limiter';
import { UserRateLimit } from '../cameras/network/user-rate-limit';
import { message } from '../messages';

/** Camera tests in parallel in this process and per workshop, and tests per user within the window. */
export const CAMERA_TEST_LIMITS = { total: 4, perWorkshop: 2, perUser: 10, windowSeconds: 60 } as const;
/** About the duration of a test. */
const RETRY_AFTER_SECONDS = 10;

/** The user who starts a test, and the tested pit. */
export interface TestedPit {
  readonly userId: number;
  readonly workshopId: number;
  readonly pitId: number;
}

/**
 * Limits camera tests: each one makes this server connect to a camera and keeps pictures in memory. No workshop can use the
 * whole capacity. The limits apply to this process: with N replicas they are N times as high.
 */
export class CameraTestLimiter {
  private readonly limiter = new ConcurrencyLimiter({
    total: CAMERA_TEST_LIMITS.total,
    perKey: CAMERA_TEST_LIMITS.perWorkshop,
  });
  private readonly rate = new UserRateLimit({
    limit: CAMERA_TEST_LIMITS.perUser,
    windowSeconds: CAMERA_TEST_LIMITS.windowSeconds,
  });
  private readonly runningPits = new Set<number>();

  /** Runs a test now. @throws DomainError too-many-requests, with the limit that is reached; what the test throws */
  async run<Result>(
    { userId, workshopId, pitId }: TestedPit,
    test: () => Promise<Result>,
    now = new Date(),
  ): Promise<Result> {
    this.assertBelowLimits({ userId, workshopId, pitId }, now);
    this.rate.add(userId, now);
    this.runningPits.add(pitId);
    try {
      return await this.limiter.run(test, { key: workshopId });
    } finally {
      this.runningPits.delete(pitId);
    }
  }

  private assertBelowLimits({ userId, workshopId, pitId }: TestedPit, now: Date): void {
    const { perUser, perWorkshop } = CAMERA_TEST_LIMITS;
    const seconds = this.rate.secondsUntilNext(userId, now);
    if (seconds !== null) throw limitReached(message('limit.user', { limit: perUser, seconds }), seconds);
    const retry = { seconds: RETRY_AFTER_SECONDS };
    if (this.runningPits.has(pitId)) throw limitReached(message('limit.pit', retry));
    if (this.limiter.available === 0) throw limitReached(message('limit.server', retry));
    if (!this.limiter.hasRoom(workshopId))
      throw limitReached(message('limit.workshop', { limit: perWorkshop, ...retry }));
  }
}

function limitReached(detail: Message, retryAfterSeconds = RETRY_AFTER_SECONDS): DomainError {
  return new DomainError('too-many-requests', { detail, retryAfterSeconds });
}
