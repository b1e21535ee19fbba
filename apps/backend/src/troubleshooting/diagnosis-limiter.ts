import { ConcurrencyLimiter, ConcurrencyLimitReached } from '../platform/scheduling/concurrency-limiter';

/** Diagnoses in parallel in this process. Each of them probes a camera and a media server. */
const MAX_DIAGNOSES = 8;
const MAX_DIAGNOSES_PER_WORKSHOP = 3;

/**
 * Limits diagnoses in parallel: one per user, three per workshop, eight in this process. With N replicas, the limits are
 * N times as high.
 */
export class DiagnosisLimiter {
  private readonly byUser = new ConcurrencyLimiter({ total: MAX_DIAGNOSES, perKey: 1, maxWaiting: 0 });
  private readonly byWorkshop = new ConcurrencyLimiter({
    total: MAX_DIAGNOSES,
    perKey: MAX_DIAGNOSES_PER_WORKSHOP,
    maxWaiting: 0,
  });

  /** Runs a diagnosis, or returns null when a limit is reached. */
  async run<T>(userId: number, workshopId: number, diagnose: () => Promise<T>): Promise<T | null> {
    try {
      return await this.byUser.run(() => this.byWorkshop.run(diagnose, { key: workshopId }), { key: userId });
    } catch (failure) {
      if (failure instanceof ConcurrencyLimitReached) return null;
      throw failure;
    }
  }
}
