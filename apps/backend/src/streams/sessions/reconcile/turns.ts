/** Work that is done again and again, one turn at a time; what asks for a turn during one gets the next. */
export class Turns {
  private timer: NodeJS.Timeout | undefined;
  private due = Infinity;
  private running: Promise<void> | undefined;
  private active = false;

  /**
   * @param everyMs between the end of a turn and the next one
   * @param work must not fail
   */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** Begins with a turn at once; nothing happens when it has begun. */
  start(): void {
    if (this.active) return;
    this.active = true;
    this.soon(0);
  }

  /** Asks for a turn in so many milliseconds, or earlier. Does nothing while stopped. */
  soon(ms: number): void {
    const at = Date.now() + ms;
    if (!this.active || at >= this.due) return;
    this.due = at;
    clearTimeout(this.timer);
    if (!this.running) this.timer = setTimeout(() => this.turn(), ms);
  }

  /** No turn begins any more; resolves when the last one is over. */
  async stop(): Promise<void> {
    this.active = false;
    this.due = Infinity;
    clearTimeout(this.timer);
    await this.running;
  }

  private turn(): void {
    this.due = Infinity;
    this.running = this.work().finally(() => {
      this.running = undefined;
      if (!this.active) return;
      const wait = Math.min(Math.max(0, this.due - Date.now()), this.everyMs);
      this.due = Infinity;
      this.soon(wait);
    });
  }
}
