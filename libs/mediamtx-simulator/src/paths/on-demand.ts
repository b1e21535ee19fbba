import type { PathConfig } from '../config/path-config';
import type { PulledSource } from './pulled-source';

/** What a source on demand tells its path. */
export interface OnDemandEvents {
  /** The camera did not answer in time. */
  timedOut(): void;
  /** Nobody has read for `sourceOnDemandCloseAfter`. */
  unneeded(): Promise<void>;
  hasReaders(): boolean;
}

/** Starts a pulled source when somebody wants it and stops it when nobody has wanted it for a while. */
export class OnDemand {
  private state: 'stopped' | 'starting' | 'ready' | 'closing' = 'stopped';
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly config: PathConfig,
    private readonly source: PulledSource,
    private readonly events: OnDemandEvents,
  ) {}

  /** Somebody waits for the stream. */
  wanted(): void {
    if (this.state !== 'stopped') return;
    this.state = 'starting';
    this.source.start(true);
    this.after(this.config.startTimeoutMs, () => {
      this.events.timedOut();
      this.stop('timed out');
    });
  }

  /** The camera answered: it is closed again unless a reader comes. */
  ready(): void {
    this.scheduleClose();
  }

  /** Somebody reads. */
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
