import type { ResolveHost } from './resolve-host';
import { LOOKUP_MS } from './system-resolver';

/** Concurrency limits of lookups: per tenant, and in total. */
export interface LookupLimits {
  readonly perTenant: number;
  readonly total: number;
}

export const LOOKUP_LIMITS: LookupLimits = { perTenant: 16, total: 64 };

interface Task {
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  readonly settle: (addresses: readonly string[]) => void;
}

interface Lane {
  active: number;
  readonly waiting: Set<Task>;
}

/**
 * Limits parallel lookups per tenant and in total, and alternates between tenants, so that the names of one
 * tenant whose DNS server never responds do not delay those of others. A lookup ends after `LOOKUP_MS`, or with its signal.
 */
export class LookupLimiter {
  private readonly lanes = new Map<string, Lane>();
  private active = 0;

  constructor(
    private readonly resolve: ResolveHost,
    private readonly limits: LookupLimits = LOOKUP_LIMITS,
  ) {}

  /** Lookups of one tenant. A name that is not resolved when `signal` is aborted has no addresses. */
  of(tenant: string, signal?: AbortSignal): ResolveHost {
    return (name) => this.enqueue(tenant, name, signal);
  }

  /** Running and waiting lookups. */
  get pending(): number {
    return this.active + [...this.lanes.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  private enqueue(tenant: string, name: string, signal?: AbortSignal): Promise<readonly string[]> {
    if (signal?.aborted) return Promise.resolve([]);
    return new Promise((resolve) => {
      const lane = this.lanes.get(tenant) ?? { active: 0, waiting: new Set() };
      this.lanes.set(tenant, lane);
      const leave = () => {
        if (lane.waiting.delete(task)) task.settle([]);
        this.forgetIdle(tenant, lane);
      };
      const task: Task = {
        ...{ name, signal },
        settle: (addresses) => {
          signal?.removeEventListener('abort', leave);
          resolve(addresses);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      lane.waiting.add(task);
      this.startNext();
    });
  }

  /** Starts waiting lookups up to the limits. A tenant that started one moves to the end of the queue. */
  private startNext(): void {
    for (const [tenant, lane] of this.lanes) {
      if (this.active >= this.limits.total) return;
      const [task] = lane.waiting;
      if (!task || lane.active >= this.limits.perTenant) continue;
      lane.waiting.delete(task);
      this.lanes.delete(tenant);
      this.lanes.set(tenant, lane);
      void this.run(tenant, lane, task);
    }
  }

  private async run(tenant: string, lane: Lane, { name, signal, settle }: Task): Promise<void> {
    this.active += 1;
    lane.active += 1;
    settle(await this.lookUp(name, signal));
    this.active -= 1;
    lane.active -= 1;
    this.forgetIdle(tenant, lane);
    this.startNext();
  }

  private async lookUp(name: string, signal?: AbortSignal): Promise<readonly string[]> {
    const end = new AbortController();
    const stop = () => end.abort();
    const timer = setTimeout(stop, LOOKUP_MS).unref();
    signal?.addEventListener('abort', stop);
    const ended = new Promise<readonly string[]>((resolve) =>
      end.signal.addEventListener('abort', () => resolve([])),
    );
    try {
      return await Promise.race([this.resolve(name, end.signal).catch(() => []), ended]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  private forgetIdle(tenant: string, lane: Lane): void {
    if (lane.active === 0 && lane.waiting.size === 0 && this.lanes.get(tenant) === lane)
      this.lanes.delete(tenant);
  }
}
