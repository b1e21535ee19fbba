import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

/**
 * Processes workshops round-robin within a time budget. When the budget is spent, the next run starts with the first
 * workshop that was not reached, so a workshop with much work delays others by at most one run.
 */
export class WorkshopRotation {
  private lastProcessed = 0;

  /** @param budgetMs Milliseconds after which no further workshop is started. */
  constructor(
    private readonly budgetMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Processes the workshops one after another and yields to the event loop in between.
   * @param workshops In ascending order of id.
   */
  async run<T extends { readonly workshopId: number }>(
    workshops: readonly T[],
    process: (workshop: T) => Promise<void>,
  ): Promise<void> {
    const until = this.clock() + this.budgetMs;
    const next = workshops.findIndex(({ workshopId }) => workshopId > this.lastProcessed);
    const first = Math.max(next, 0);
    for (const workshop of [...workshops.slice(first), ...workshops.slice(0, first)]) {
      if (this.clock() >= until) return;
      this.lastProcessed = workshop.workshopId;
      await process(workshop);
      await yieldToEventLoop();
    }
  }
}
