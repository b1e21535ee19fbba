/** Receives the outcome of every run of a task. `FailureLog` writes it to the log, once for a series of failures. */
export interface RunReport {
  /** A run threw. The task continues with its next run. */
  failed(failure: unknown): void;
  /** A run ended without an error. */
  succeeded?(): void;
}

/** How a task runs. */
export interface PeriodicTaskOptions {
  /** Milliseconds from the end of a run to the start of the next. Infinity: runs on request only (`runSoon`). */
  readonly intervalMs: number;
  /** Share of the interval, 0 to 1, by which each wait is varied at random, up or down, so that replicas do not run in step. Default 0. */
  readonly jitter?: number;
  /** Milliseconds from `start` to the first run. Default 0. Infinity: not before `runSoon`. */
  readonly firstDelayMs?: number;
  /** Least milliseconds from the end of a run to the start of a requested one. Default 0. */
  readonly minPauseMs?: number;
  /** Does the work once. The signal is aborted by `stop`: what has not begun is left out. */
  readonly run: (signal: AbortSignal) => Promise<void> | void;
  /** Receives what a run throws. A failure never ends the task. */
  readonly report: RunReport;
}

/**
 * Work that repeats: one run at a time, an interval after the end of the last run or earlier on request.
 *
 * ```ts
 * private readonly polling = new PeriodicTask({
 *   intervalMs: POLL_INTERVAL_MS,
 *   run: (signal) => this.poll(signal),
 *   report: new FailureLog(this.logger, 'The outbox cannot be read.', 'The outbox is read again.'),
 * });
 * onApplicationBootstrap() { this.polling.start(); }
 * onModuleDestroy() { return this.polling.stop(); }
 * ```
 *
 * All instants are on the monotonic clock (`performance.now`), so a jump of the wall clock changes nothing. The timer does
 * not keep the process alive. Specs control it with `jest.useFakeTimers()` and `jest.advanceTimersByTimeAsync()`.
 */
export class PeriodicTask {
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Infinity;
  private running: Promise<void> | undefined;
  private ending = new AbortController();
  private active = false;

  constructor(private readonly options: PeriodicTaskOptions) {}

  /** Whether the task has been started and not stopped. */
  get isStarted(): boolean {
    return this.active;
  }

  /** The run in progress; resolves when it has ended, and never rejects. */
  get currentRun(): Promise<void> | undefined {
    return this.running;
  }

  /** Starts the task. Does nothing when it is started. A run that `stop` has not finished waiting for ends first. */
  start(): void {
    if (this.active) return;
    this.active = true;
    this.runSoon(this.options.firstDelayMs ?? 0);
  }

  /**
   * Requests a run. Several requests before it are one run; during a run, the next one follows.
   * Does nothing while the task is stopped.
   * @param delayMs Latest start, in milliseconds from now.
   */
  runSoon(delayMs = 0): void {
    const dueAt = performance.now() + delayMs;
    if (!this.active || dueAt >= this.dueAt) return;
    this.dueAt = dueAt;
    if (!this.running) this.schedule(delayMs);
  }

  /**
   * Runs now, started or not; joins a run that is in progress.
   * @returns when that run has ended. Never rejects: the report has its failure.
   */
  runNow(): Promise<void> {
    if (this.running) return this.running;
    clearTimeout(this.timer);
    this.dueAt = Infinity;
    this.ending = new AbortController();
    this.running = this.runOnce(this.ending.signal).finally(() => {
      this.running = undefined;
      this.scheduleNext();
    });
    return this.running;
  }

  /**
   * Stops the task: aborts the signal of the run in progress and starts no other one.
   * @returns when that run has ended.
   */
  async stop(): Promise<void> {
    this.active = false;
    this.dueAt = Infinity;
    clearTimeout(this.timer);
    this.ending.abort();
    await this.running;
  }

  private async runOnce(signal: AbortSignal): Promise<void> {
    const { run, report } = this.options;
    try {
      await run(signal);
      report.succeeded?.();
    } catch (failure) {
      // A run that was aborted fails for that reason: nothing to report.
      if (!signal.aborted) report.failed(failure);
    }
  }

  private scheduleNext(): void {
    if (!this.active) return;
    const { intervalMs, jitter = 0, minPauseMs = 0 } = this.options;
    const requestedInMs = Math.max(minPauseMs, this.dueAt - performance.now());
    const regularInMs = intervalMs * (1 + jitter * (2 * Math.random() - 1));
    const inMs = Math.min(requestedInMs, regularInMs);
    this.dueAt = performance.now() + inMs;
    this.schedule(inMs);
  }

  private schedule(inMs: number): void {
    clearTimeout(this.timer);
    if (inMs === Infinity) return;
    this.timer = setTimeout(() => void this.runNow(), inMs).unref();
  }
}
