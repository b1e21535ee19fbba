import type { StreamCause } from '@ppf/contracts';
import { HistoryWriter } from '../media/history/history-writer';
import type { PeriodState } from '../media/history/stream-period';
import type { BackendUnderTest } from './start-backend';

/** What an observer saw of paths, written down as a backend does. */
export class ObservedPits {
  private readonly history: HistoryWriter;
  private readonly log: ReturnType<HistoryWriter['begin']>;

  constructor({ app }: BackendUnderTest) {
    this.history = app.get(HistoryWriter);
    this.log = this.history.begin();
  }

  /** From now on paths are so. @param now in milliseconds @param cause who is at fault; null: nobody, or the camera */
  see(paths: readonly string[], state: PeriodState, now: number, cause: StreamCause | null = null): void {
    this.log.beginPoll(now);
    for (const path of paths) this.log.record(path, state, cause);
  }

  /** All is as it was, until now. */
  async write(now: number): Promise<void> {
    this.log.beginPoll(now);
    await this.history.write();
  }

  /** Nothing more is seen. */
  async end(): Promise<void> {
    this.history.end(this.log);
    await this.history.write();
  }
}
