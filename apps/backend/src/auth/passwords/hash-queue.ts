/** The queue is full: try again later. */
export class QueueFull extends Error {}

/**
 * Runs at most `concurrency` pieces of work at a time and lets at most `waiting` more wait. Hashing takes whole cores:
 * more at once would only slow down the stream tokens that are issued meanwhile.
 */
export class HashQueue {
  private running = 0;
  private readonly waiters: (() => void)[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly waiting: number,
  ) {}

  /**
   * Does the work when it is its turn.
   * @throws QueueFull at once, without waiting.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.concurrency) {
      if (this.waiters.length >= this.waiting) throw new QueueFull();
      // Whoever leaves hands over its place, so that nobody overtakes.
      await new Promise<void>((resolve) => this.waiters.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiters.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
