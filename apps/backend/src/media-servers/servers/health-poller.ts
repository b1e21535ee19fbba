import { type ControlApi } from '@ppf/mediamtx';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { type MediaServerHealth } from './media-server-health';

/** Milliseconds between the end of a poll and the next one. */
const POLL_INTERVAL_MS = 2000;

/**
 * Polls the health of a media server while another backend leads and polls its paths. `info` is cheap for the media
 * server and never waits for its path loop (MediaMTX contract §0.1), so every backend polls for itself and depends on
 * no other backend and on no database.
 */
export class HealthPoller {
  private readonly polling: PeriodicTask;

  constructor(api: Pick<ControlApi, 'info'>, health: MediaServerHealth) {
    this.polling = new PeriodicTask({
      intervalMs: POLL_INTERVAL_MS,
      run: async () => health.recordSuccess(await api.info()),
      report: { failed: () => health.recordFailure() },
    });
  }

  /** Polls now and then periodically. Has no effect if it is already running. */
  start(): void {
    this.polling.start();
  }

  /** Stops polling. The result of a poll in progress is ignored when it fails. */
  stop(): void {
    void this.polling.stop();
  }
}
