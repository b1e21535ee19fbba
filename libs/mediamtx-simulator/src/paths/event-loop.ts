/**
 * MediaMTX's path manager: one thing at a time, in the order of asking. A check that waits for the hook holds up
 * everything that is asked after it (MediaMTX contract §0.1).
 */
export class EventLoop {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs a task when all tasks before it have ended; resolves or rejects as the task does. */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const turn = this.last.then(task);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
