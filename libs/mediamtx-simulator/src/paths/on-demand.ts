import type { PathConfig } from '../config/path-config';
import type { PulledSource } from './pulled-source';

/** Events of a source on demand. */
export interface OnDemandEvents {
  /** The camera did not answer in time. */
  timedOut(): void;
  /** There was no reader for `sourceOnDemandCloseAfter`. */
  unneeded(): Promise<void>;
  hasReaders(): boolean;
}

/** Starts a pulled source for the first reader, and stops it some time after the last one. */
export class OnDemand {
  private state: 'stopped' | 'starting' | 'ready' | 'closing' = 'stopped';
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly config: PathConfig,
    private readonly source: PulledSource,
    private readonly events: OnDemandEvents,
  ) {}

  /** A reader waits for the stream. */
  wanted(): void {
    if (this.state !== 'stopped') return;
    this.state = 'starting';
    this.source.start(true);
    this.after(this.config.startTimeoutMs, () => {
      this.events.timedOut();
      this.stop('timed out');
    });
  }

  /** The source is ready. It stops again if no reader arrives. */
  ready(): void {
    this.scheduleClose();
  }

  /** A reader was added. */
  needed(): void {
    if (this.state !== 'closing') return;
    this.state = 'ready';
    this.clear();
  }

  /** The last reader has left. */
  noReaders(): void {
    if (this.state === 'ready') this.scheduleClose();
  }

  /** Stops the source. */
  stop(reason: string): void {
    this.clear();
    if (this.state === 'stopped') return;
    this.state = 'stopped';
    this.source.stop(reason);
  }

  private scheduleClose(): void {
    this.state = 'closing';
    this.after(this.config.closeAfterMs, () => {
      if (this.events.hasReaders()) return;
      void this.events.unneeded().then(() => this.stop('not needed by anyone'));
    });
  }

  private after(ms: number, then: () => void): void {
    this.clear();
    this.timer = setTimeout(then, ms);
  }

  private clear(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
