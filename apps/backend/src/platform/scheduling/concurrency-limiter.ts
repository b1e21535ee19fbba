/** How many tasks run and wait. */
export interface ConcurrencyLimits {
  /** Total number of tasks in parallel. */
  readonly total: number;
  /** Tasks in parallel of one key, such as a workshop or a user. Default: `total`. */
  readonly perKey?: number;
  /** Total number of tasks that may wait; one more is refused with `ConcurrencyLimitReached`. 0: none waits. Default: no limit. */
  readonly maxWaiting?: number;
  /** Tasks of one key that may wait; one more is refused in the same way. Default: no limit. */
  readonly maxWaitingPerKey?: number;
}

/** How one task is run. */
export interface LimitedRun {
  /** Key of the `perKey` limit. Waiting tasks of different keys start in turn. Default: one key for all. */
  readonly key?: number | string;
  /** Ends the wait. A task that has started is not ended: pass the signal to its work as well. */
  readonly signal?: AbortSignal;
}

/** A task was refused: the limits are reached and no more tasks may wait. */
export class ConcurrencyLimitReached extends Error {
  constructor() {
    super('The limit of tasks in parallel is reached.');
  }
}

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
}

/**
 * Limits the number of parallel tasks, in total and per key. Waiting tasks start in order within their key, and keys
 * take turns: many or slow tasks of one key delay no other key.
 *
 * ```ts
 * const limiter = new ConcurrencyLimiter({ total: 16, perKey: 8 });
 * await limiter.run(() => probe(camera, signal), { key: workshopId, signal });
 * ```
 *
 * The limits apply to this process: with N replicas they are N times as high. `p-limit` has no keys, no bounded
 * queue, and no way to end a wait.
 */
export class ConcurrencyLimiter {
  /** In the order in which keys start their next task: the key that started a task last is the last one. */
  private readonly lanes = new Map<number | string, Lane>();
  private running = 0;
  private waiting = 0;

  constructor(private readonly limits: ConcurrencyLimits) {}

  /** Number of further tasks that would start without waiting, regardless of their key. */
  get available(): number {
    return Math.max(0, this.limits.total - this.running - this.waiting);
  }

  /** Whether a task of this key would start without waiting. */
  hasRoom(key: number | string = ''): boolean {
    const lane = this.lanes.get(key);
    return this.running < this.limits.total && (lane?.running ?? 0) < (this.limits.perKey ?? Infinity);
  }

  /**
   * Runs a task as soon as the limits allow it.
   * @returns what the task returns.
   * @throws ConcurrencyLimitReached when too many tasks wait; the signal's reason when it is aborted before the task
   * starts; what the task throws.
   */
  async run<T>(task: () => Promise<T> | T, { key = '', signal }: LimitedRun = {}): Promise<T> {
    signal?.throwIfAborted();
    const lane = this.lanes.get(key) ?? { running: 0, waiting: new Set() };
    this.lanes.set(key, lane);
    if (this.hasRoom(key) && lane.waiting.size === 0) this.begin(key, lane);
    else await this.wait(key, lane, signal);
    try {
      return await task();
    } finally {
      this.end(key, lane);
    }
  }

  private async wait(key: number | string, lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    const { maxWaiting = Infinity, maxWaitingPerKey = Infinity } = this.limits;
    if (this.waiting >= maxWaiting || lane.waiting.size >= maxWaitingPerKey) {
      this.forgetIdle(key, lane);
      throw new ConcurrencyLimitReached();
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener('abort', leave);
        this.leave(lane, begin);
        this.begin(key, lane);
        resolve();
      };
      const leave = () => {
        this.leave(lane, begin);
        this.forgetIdle(key, lane);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      lane.waiting.add(begin);
      this.waiting += 1;
    });
  }

  private leave(lane: Lane, begin: () => void): void {
    lane.waiting.delete(begin);
    this.waiting -= 1;
  }

  private begin(key: number | string, lane: Lane): void {
    lane.running += 1;
    this.running += 1;
    this.lanes.delete(key);
    this.lanes.set(key, lane);
  }

  private end(key: number | string, lane: Lane): void {
    lane.running -= 1;
    this.running -= 1;
    this.forgetIdle(key, lane);
    for (const [each, { waiting }] of [...this.lanes]) {
      const [begin] = waiting;
      if (begin && this.hasRoom(each)) begin();
    }
  }

  private forgetIdle(key: number | string, lane: Lane): void {
    if (lane.running === 0 && lane.waiting.size === 0) this.lanes.delete(key);
  }
}
