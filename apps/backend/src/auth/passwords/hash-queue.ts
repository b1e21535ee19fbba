/** The queue is full: try again later. */
export class QueueFull extends Error {}

/**
 * Runs at most `concurrency` pieces of work at a time and lets at most `mostWaiting` more wait. Hashing takes whole cores:
 * more at once would only slow down the stream tokens that are issued meanwhile.
 */
export class HashQueue {
  private busy = 0;
  private turnedAway = 0;
  private readonly waiters: (() => void)[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly mostWaiting: number,
  ) {}

  /** How many pieces are being done. */
  get running(): number {
    return this.busy;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.waiters.length;
  }

  /** How many there was no place for so far. */
  get refused(): number {
    return this.turnedAway;
  }

  /**
   * Does the work when it is its turn.
   * @throws QueueFull at once, without waiting.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.concurrency) {
      if (this.waiters.length >= this.mostWaiting) {
        this.turnedAway += 1;
        throw new QueueFull();
      }
      // Whoever leaves hands over its place, so that nobody overtakes.
      await new Promise<void>((resolve) => this.waiters.push(resolve));
    } else this.busy += 1;
    try {
      return await work();
    } finally {
      const next = this.waiters.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
