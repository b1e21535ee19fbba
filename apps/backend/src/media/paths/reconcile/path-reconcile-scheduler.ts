import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
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
  private readonly reconciling = new PeriodicTask({
    intervalMs: RECONCILE_INTERVAL_MS,
    jitter: 0.2,
    firstDelayMs: DEBOUNCE_MS,
    minPauseMs: MIN_PAUSE_MS,
    run: (signal) => this.run(signal),
    report: { failed: (failure) => this.logFailure(failure) },
  });
  private readonly metrics = new ReconcileMetrics();

  constructor(
    private readonly paths: PathReconciler,
    private readonly streams: DesiredStreams,
  ) {}

  /** Figures of the runs, for the metrics. */
  get figures(): ReconcileFigures {
    return this.metrics.figures(performance.now());
  }

  /** Starts with a run. Returns immediately, also when the media server is unreachable. */
  start(): void {
    this.reconciling.start();
    this.soon();
  }

  /** Stops. A run that is under way skips the changes that it has not begun. Resolves when that run has ended. */
  async stop(): Promise<void> {
    await this.reconciling.stop();
    this.metrics.discardPending();
  }

  /** Requests a run. Several requests become one run; a request during a run starts another one after it. */
  soon(): void {
    if (this.reconciling.isStarted) this.metrics.requested(performance.now());
    this.reconciling.runSoon(DEBOUNCE_MS);
  }

  private async run(signal: AbortSignal): Promise<void> {
    this.metrics.began(performance.now());
    try {
      const { desired, refused, notApplied } = await this.paths.reconcile(signal);
      this.streams.replaceAll(desired, refused);
      this.metrics.succeeded(performance.now(), Date.now() / 1000, { refused: refused.size, notApplied });
    } catch (failure) {
      this.metrics.failed();
      throw failure;
    }
  }

  /** The poller logs that the media server is unreachable, and requests a run when it is reachable again. */
  private logFailure(failure: unknown): void {
    if (failure instanceof ControlApiProblem) this.logger.debug(failure.message);
    else this.logger.error('The paths could not be reconciled.', failure);
  }
}
