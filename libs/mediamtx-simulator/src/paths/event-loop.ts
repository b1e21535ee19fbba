/**
 * Runs the tasks of MediaMTX's path manager one by one, in order. A task that waits for the auth hook delays all
 * later tasks (MediaMTX contract §0.1).
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
