/** The queue is full; retry later. */
export class HashQueueFull extends Error {}

/** The source of a request for a hash. */
export interface HashSource {
  /** Unit of fairness: a network, a device, an account. */
  readonly key: string;
  /** Whether it is a known device or a signed-in user. Served before other sources. */
  readonly isKnown: boolean;
}

interface Waiter {
  readonly source: string;
  readonly start: () => void;
  readonly refuse: () => void;
}

/** After this many requests of known sources one of another source is served, so that none starves. */
const MAX_KNOWN_IN_A_ROW = 4;

/**
 * Runs at most `concurrency` tasks in parallel, with at most `maxWaiting` waiting ones of known and of other sources each.
 * Hashing takes whole cores: more in parallel would delay the stream tokens that are issued meanwhile. In a full queue the
 * source with the most waiting tasks loses one, so that a flood displaces only itself. `ConcurrencyLimiter` has neither
 * priorities nor displacement.
 */
export class HashQueue {
  private runningTasks = 0;
  private refusedTasks = 0;
  private knownInARow = 0;
  private readonly known: Waiter[] = [];
  private readonly others: Waiter[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly maxWaiting: number,
  ) {}

  /** Number of running tasks. */
  get running(): number {
    return this.runningTasks;
  }

  /** Number of waiting tasks. */
  get waiting(): number {
    return this.known.length + this.others.length;
  }

  /** Number of refused tasks since the start. */
  get refused(): number {
    return this.refusedTasks;
  }

  /**
   * Runs the task as soon as possible.
   * @throws HashQueueFull immediately, or when the task is displaced by one of a source with fewer waiting tasks.
   */
  async run<T>(source: HashSource, task: () => Promise<T>): Promise<T> {
    if (this.runningTasks >= this.concurrency) await this.wait(source);
    else this.runningTasks += 1;
    try {
      return await task();
    } finally {
      // The next waiting task takes this place directly, so that no new task overtakes it.
      const next = this.next();
      if (next) next.start();
      else this.runningTasks -= 1;
    }
  }

  private wait({ key, isKnown }: HashSource): Promise<void> {
    const queue = isKnown ? this.known : this.others;
    if (queue.length >= this.maxWaiting && !this.displace(queue, key)) {
      this.refusedTasks += 1;
      throw new HashQueueFull();
    }
    return new Promise<void>((resolve, reject) => {
      queue.push({ source: key, start: resolve, refuse: () => reject(new HashQueueFull()) });
    });
  }

  /** Removes the last task of the source with the most waiting tasks; false when that is the new task's own source. */
  private displace(queue: Waiter[], newcomer: string): boolean {
    const counts = new Map<string, number>();
    for (const { source } of queue) counts.set(source, (counts.get(source) ?? 0) + 1);
    const [heaviest, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    if (most <= (counts.get(newcomer) ?? 0) + 1) return false;
    const [last] = queue.splice(
      queue.findLastIndex(({ source }) => source === heaviest),
      1,
    );
    this.refusedTasks += 1;
    last?.refuse();
    return true;
  }

  private next(): Waiter | undefined {
    const othersFirst = this.knownInARow >= MAX_KNOWN_IN_A_ROW && this.others.length > 0;
    const isKnown = this.known.length > 0 && !othersFirst;
    this.knownInARow = isKnown ? this.knownInARow + 1 : 0;
    return (isKnown ? this.known : this.others).shift();
  }
}
