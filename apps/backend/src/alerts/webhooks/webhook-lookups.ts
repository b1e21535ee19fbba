import { type ResolveHost, resolveBySystem } from '@ppf/camera-probe';
import { ConcurrencyLimiter } from '../../platform/scheduling/concurrency-limiter';

const LOOKUP_CONCURRENCY = 16;
const LOOKUP_CONCURRENCY_PER_WORKSHOP = 2;
const MAX_WAITING_LOOKUPS = 200;
/** Timeout of a lookup including the wait for its start. An attempt with a longer wait would outlast its claim. */
const LOOKUP_TIMEOUT_MS = 10_000;

/** Resolves the host names of webhooks with a limit per workshop: slow names of one workshop delay no other. */
export class WebhookLookups {
  private readonly limiter = new ConcurrencyLimiter({
    total: LOOKUP_CONCURRENCY,
    perKey: LOOKUP_CONCURRENCY_PER_WORKSHOP,
    maxWaiting: MAX_WAITING_LOOKUPS,
  });

  constructor(private readonly resolve: ResolveHost = resolveBySystem) {}

  /** Returns the resolver of a workshop. It rejects when the lookup does not start in time or too many lookups wait. */
  of(workshopId: number): ResolveHost {
    return (name) => {
      const signal = AbortSignal.timeout(LOOKUP_TIMEOUT_MS);
      return this.limiter.run(() => this.resolve(name, signal), { key: workshopId, signal });
    };
  }
}
