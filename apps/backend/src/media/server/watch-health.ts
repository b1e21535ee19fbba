import { type ControlApi } from '@ppf/mediamtx';
import { type MediaServerHealth } from './media-server-health';

/** Milliseconds between the end of a question and the next one. */
const EVERY_MS = 2000;

/**
 * Asks a media server how it does, where another backend leads and polls its paths. `info` costs the server next to
 * nothing and never waits for its path loop (MediaMTX contract §0.1), so every backend asks for itself: its word about
 * a server then rests on nobody else's, and on no database.
 */
export class WatchHealth {
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;
  private watching = false;

  constructor(
    private readonly api: ControlApi,
    private readonly health: MediaServerHealth,
  ) {}

  /** Asks at once and from then on; nothing happens when it does so already. */
  start(): void {
    if (this.watching) return;
    this.watching = true;
    this.next(0);
  }

  /** Asks no more. */
  stop(): void {
    this.watching = false;
    clearTimeout(this.timer);
  }

  private next(inMs: number): void {
    if (!this.watching) return;
    this.timer = setTimeout(() => {
      this.asking ??= this.ask().finally(() => {
        this.asking = undefined;
        this.next(EVERY_MS);
      });
    }, inMs);
  }

  private async ask(): Promise<void> {
    try {
      this.health.heard(await this.api.info());
    } catch {
      if (this.watching) this.health.lost();
    }
  }
}
