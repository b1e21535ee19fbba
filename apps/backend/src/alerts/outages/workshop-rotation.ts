import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Gives every workshop its turn within a budget of time. When the budget is spent, the next run begins with the workshop
 * that had no turn: one with much work delays its own alerts, and never keeps others waiting for more than one run.
 */
export class WorkshopRotation {
  private lastServed = 0;

  /** @param budgetMs Milliseconds after which no further turn begins. */
  constructor(
    private readonly budgetMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Serves the workshops one after another, and leaves the event loop to others in between.
   * @param workshops By id, ascending.
   */
  async run<T extends { readonly workshopId: number }>(
    workshops: readonly T[],
    serve: (workshop: T) => Promise<void>,
  ): Promise<void> {
    const until = this.clock() + this.budgetMs;
    const next = workshops.findIndex(({ workshopId }) => workshopId > this.lastServed);
    const first = Math.max(next, 0);
    for (const workshop of [...workshops.slice(first), ...workshops.slice(0, first)]) {
      if (this.clock() >= until) return;
      this.lastServed = workshop.workshopId;
      await serve(workshop);
      await nextTurn();
    }
  }
}
