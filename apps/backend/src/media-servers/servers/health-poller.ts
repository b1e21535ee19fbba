import { type ControlApi } from '@ppf/mediamtx';
import { type MediaServerHealth } from './media-server-health';

/** Milliseconds between the end of a poll and the next one. */
const POLL_INTERVAL_MS = 2000;

/**
 * Polls the health of a media server while another backend leads and polls its paths. `info` is cheap for the media
 * server and never waits for its path loop (MediaMTX contract §0.1), so every backend polls for itself and depends on
 * no other backend and on no database.
 */
export class HealthPoller {
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private isStarted = false;

  constructor(
    private readonly api: ControlApi,
    private readonly health: MediaServerHealth,
  ) {}

  /** Polls now and then periodically. Has no effect when it is started already. */
  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.schedule(0);
  }

  /** Stops polling. */
  stop(): void {
    this.isStarted = false;
    clearTimeout(this.timer);
  }

  private schedule(delayMs: number): void {
    if (!this.isStarted) return;
    this.timer = setTimeout(() => {
      this.polling ??= this.poll().finally(() => {
        this.polling = undefined;
        this.schedule(POLL_INTERVAL_MS);
      });
    }, delayMs);
  }

  private async poll(): Promise<void> {
    try {
      this.health.recordSuccess(await this.api.info());
    } catch {
      if (this.isStarted) this.health.recordFailure();
    }
  }
}
