import { Logger } from '@nestjs/common';
import type { MediaAgentConfiguration, MediaAgentReconnect } from '@ppf/contracts';
import { FailureLog } from '../platform/failures/failure-log';
import { PeriodicTask } from '../platform/scheduling/periodic-task';
import { withReconnects } from './to-agent-configuration';

type Document = Omit<MediaAgentConfiguration, 'reconnects'>;

/** Milliseconds from a change to the read: a batch of new cameras becomes one document. */
const DEBOUNCE_MS = 100;
/** Minimum milliseconds between two reads. An agent writes at most every 1.3 s. */
const MIN_PAUSE_MS = 400;
/** Mean milliseconds between two reads without a change: the names of cameras are resolved again. */
const READ_INTERVAL_MS = 30_000;
/** Milliseconds for which a reconnect request is sent with a document. The agent ignores repeated ones. */
const RECONNECT_MS = 10_000;

/** Documents for the agent of one media server. Reads the database while a poll waits, and otherwise on request. */
export class ConfigurationFeed {
  private document: Document | undefined;
  private isOutdated = true;
  private waiting = new Set<() => void>();
  private reconnects: readonly {
    readonly at: number;
    readonly sent: boolean;
    readonly request: MediaAgentReconnect;
  }[] = [];
  private readonly reading: PeriodicTask;

  /** @param read Reads the document from the database. */
  constructor(
    name: string,
    private readonly read: () => Promise<Document>,
  ) {
    this.reading = new PeriodicTask({
      intervalMs: READ_INTERVAL_MS,
      jitter: 0.2,
      firstDelayMs: Infinity,
      minPauseMs: MIN_PAUSE_MS,
      run: () => (this.waiting.size > 0 ? this.refresh() : undefined),
      report: new FailureLog(
        new Logger(ConfigurationFeed.name),
        `The configuration for the agent of ${name} cannot be read.`,
        `The configuration for the agent of ${name} is read again.`,
      ),
    });
    this.reading.start();
  }

  /** The desired paths may have changed. */
  changed(): void {
    this.isOutdated = true;
    if (this.waiting.size > 0) this.reading.runSoon(DEBOUNCE_MS);
  }

  /** A camera is to be pulled again now. @param now Monotonic milliseconds. */
  reconnect(request: MediaAgentReconnect, now: number): void {
    // One for each path: several requests for a path have the effect of the last one.
    const others = this.recent(now).filter((each) => each.request.path !== request.path);
    this.reconnects = [...others, { at: now, sent: false, request }];
    this.wake();
  }

  /**
   * Waits for a document with another version, or for a reconnect request.
   * @param version Version that the agent has; undefined: none.
   * @param signal Ends the wait.
   * @returns the text of the document; null when the wait ended. @throws what reading the database fails with.
   */
  async next(version: string | undefined, signal: AbortSignal): Promise<string | null> {
    if (this.isOutdated || !this.document) await this.refresh();
    while (!signal.aborted) {
      const text = this.textFor(version, performance.now());
      if (text !== null) return text;
      await this.untilWoken(signal);
    }
    return null;
  }

  /** Ends every wait and the reading. */
  async stop(): Promise<void> {
    this.wake();
    await this.reading.stop();
  }

  private async refresh(): Promise<void> {
    // A change during the read sets it again.
    this.isOutdated = false;
    try {
      this.document = await this.read();
    } catch (failure) {
      this.isOutdated = true;
      throw failure;
    }
    this.wake();
  }

  private textFor(version: string | undefined, now: number): string | null {
    const recent = this.recent(now);
    if (!this.document || (this.document.version === version && recent.every(({ sent }) => sent)))
      return null;
    this.reconnects = recent.map((each) => ({ ...each, sent: true }));
    return withReconnects(
      this.document,
      recent.map(({ request }) => request),
    );
  }

  private recent(now: number) {
    return this.reconnects.filter(({ at }) => now - at < RECONNECT_MS);
  }

  private async untilWoken(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      this.reading.runSoon(this.isOutdated ? DEBOUNCE_MS : READ_INTERVAL_MS);
    });
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }
}
