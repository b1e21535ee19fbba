import type { StreamCause } from '@ppf/contracts';
import { HistoryWriter } from '../media/history/history-writer';
import type { PeriodState } from '../media/history/stream-period';
import type { BackendUnderTest } from './start-backend';

/** Writes the history of paths as a backend does. */
export class ObservedPits {
  private readonly history: HistoryWriter;
  private readonly log: ReturnType<HistoryWriter['begin']>;

  constructor({ app }: BackendUnderTest) {
    this.history = app.get(HistoryWriter);
    this.log = this.history.begin();
  }

  /** Sets the state of paths from now on. @param now in milliseconds @param cause of an outage; null: none, or the camera */
  see(paths: readonly string[], state: PeriodState, now: number, cause: StreamCause | null = null): void {
    this.log.beginPoll(now);
    for (const path of paths) this.log.record(path, state, cause);
  }

  /** Extends the current states until now. */
  async write(now: number): Promise<void> {
    this.log.beginPoll(now);
    await this.history.write();
  }

  /** Ends the observation. */
  async end(): Promise<void> {
    this.history.end(this.log);
    await this.history.write();
  }
}
