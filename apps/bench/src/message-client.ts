import type { BenchProcess } from './types.js';

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly fault?: string;
}

/**
 * Sends requests to a child process: one message with an `id`, answered by one message with the same `id` and a
 * `result` or a `fault`.
 */
export class MessageClient {
  private readonly pending = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  private lastId = 0;

  constructor(readonly child: BenchProcess) {
    child.on('message', (message) => this.settle(message as Reply));
  }

  /** Sends a request and returns the result. @throws Error with the fault of the child. */
  request<Result>(message: object): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const id = (this.lastId += 1);
      this.pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.child.send({ ...message, id });
    });
  }

  private settle({ id, result, fault }: Reply): void {
    const request = this.pending.get(id);
    this.pending.delete(id);
    if (fault === undefined) request?.resolve(result);
    else request?.reject(new Error(fault));
  }
}
