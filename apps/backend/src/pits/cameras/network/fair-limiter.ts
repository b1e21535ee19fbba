/** Pieces of work at the same time: of one tenant, and altogether. */
export interface FairLimits {
  readonly perTenant: number;
  readonly total: number;
}

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
}

/**
 * Lets tenants work side by side: at most so many pieces at a time for each, and turn by turn, so that the work of one
 * that takes long, and is much, delays no other one's.
 */
export class FairLimiter {
  /** The tenant that began a piece last is the last. */
  private readonly lanes = new Map<string, Lane>();
  private running = 0;

  constructor(private readonly limits: FairLimits) {}

  /** Works when it is the tenant's turn. @returns null, without having begun, once `signal` is aborted */
  async run<T>(tenant: string, signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
    if (!(await this.turn(tenant, signal))) return null;
    try {
      return await work();
    } finally {
      this.done(tenant);
    }
  }

  /** @returns whether it may begin */
  private turn(tenant: string, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    const lane = this.lanes.get(tenant) ?? { running: 0, waiting: new Set() };
    this.lanes.set(tenant, lane);
    return new Promise((resolve) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = () => {
        if (!lane.waiting.delete(begin)) return;
        this.forgetIdle(tenant, lane);
        resolve(false);
      };
      signal.addEventListener('abort', leave, { once: true });
      lane.waiting.add(begin);
      this.beginNext();
    });
  }

  private beginNext(): void {
    for (const [tenant, lane] of [...this.lanes]) {
      if (this.running >= this.limits.total) return;
      const [begin] = lane.waiting;
      if (!begin || lane.running >= this.limits.perTenant) continue;
      lane.waiting.delete(begin);
      lane.running += 1;
      this.running += 1;
      this.lanes.delete(tenant);
      this.lanes.set(tenant, lane);
      begin();
    }
  }

  private done(tenant: string): void {
    const lane = this.lanes.get(tenant);
    this.running -= 1;
    if (lane) {
      lane.running -= 1;
      this.forgetIdle(tenant, lane);
    }
    this.beginNext();
  }

  private forgetIdle(tenant: string, lane: Lane): void {
    if (lane.running === 0 && lane.waiting.size === 0) this.lanes.delete(tenant);
  }
}
