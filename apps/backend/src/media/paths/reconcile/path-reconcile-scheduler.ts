import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { type DesiredStreams } from '../desired/desired-streams';
import { type PathReconciler } from './path-reconciler';
import { type ReconcileFigures, ReconcileMetrics } from './reconcile-metrics';

/** Mean milliseconds between two periodic runs. Each wait varies by a fifth, so that backends do not run in step. */
const RECONCILE_INTERVAL_MS = 30_000;
/** Milliseconds from a request to its run: a batch of new pits becomes one run. */
const DEBOUNCE_MS = 100;
/** Least milliseconds between two runs. */
const MIN_PAUSE_MS = 500;

/**
 * Schedules the reconcile runs of one media server: after a change of a pit, camera or placement; when the poller
 * misses a path (a restart of MediaMTX or a change of its file removes the paths that the API created, MediaMTX
 * contract §4.3); and periodically. Runs on the leader only.
 */
export class PathReconcileScheduler {
  private readonly logger = new Logger(PathReconcileScheduler.name);
  private timer: NodeJS.Timeout | undefined;
  /** When the next run is due, on the monotonic clock as all instants here; Infinity: none is scheduled. */
  private dueAt = Infinity;
  private running: Promise<void> | undefined;
  private pausedUntil = 0;
  private isStarted = false;
  private abort = new AbortController();
  private readonly metrics = new ReconcileMetrics();

  constructor(
    private readonly paths: PathReconciler,
    private readonly streams: DesiredStreams,
  ) {}

  /** Figures of the runs, for the metrics. */
  get figures(): ReconcileFigures {
    return this.metrics.figures(performance.now());
  }

  /** Starts with a run. Returns at once, also when the media server is unreachable. */
  start(): void {
    this.isStarted = true;
    this.abort = new AbortController();
    this.soon();
  }

  /** Stops. A run that is under way skips the changes that it has not begun. Resolves when that run has ended. */
  async stop(): Promise<void> {
    this.isStarted = false;
    this.abort.abort();
    this.dueAt = Infinity;
    clearTimeout(this.timer);
    await this.running;
    this.metrics.discardPending();
  }

  /** Requests a run. Several requests become one run; a request during a run starts another one after it. */
  soon(): void {
    if (this.isStarted) this.metrics.requested(performance.now());
    this.schedule(Math.max(performance.now() + DEBOUNCE_MS, this.pausedUntil));
  }

  private schedule(instant: number): void {
    if (!this.isStarted || instant >= this.dueAt) return;
    this.dueAt = instant;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.begin(), Math.max(0, instant - performance.now()));
  }

  private begin(): void {
    this.dueAt = Infinity;
    if (this.running) {
      this.soon();
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.pausedUntil = performance.now() + MIN_PAUSE_MS;
      this.schedule(performance.now() + RECONCILE_INTERVAL_MS * (0.8 + Math.random() * 0.4));
    });
  }

  private async run(): Promise<void> {
    this.metrics.began(performance.now());
    try {
      const { desired, refused, notApplied } = await this.paths.reconcile(this.abort.signal);
      this.streams.replaceAll(desired, refused);
      this.metrics.succeeded(performance.now(), Date.now() / 1000, { refused: refused.size, notApplied });
    } catch (failure) {
      this.metrics.failed();
      // The poller logs that the media server is unreachable, and requests a run when it is reachable again.
      if (failure instanceof ControlApiProblem) this.logger.debug(failure.message);
      else this.logger.error('The paths could not be reconciled.', failure);
    }
  }
}
