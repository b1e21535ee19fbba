import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { type DesiredStreams } from './desired-streams';
import { type ReconcilePaths } from './reconcile-paths';
import { type ReconcileFigures, ReconcileTally } from './reconcile-tally';

/** Milliseconds between two runs that nothing asked for, give or take a fifth, so that replicas do not march. */
const EVERY_MS = 30_000;
/** Milliseconds to wait for more of the same before a run: a batch of new pits is one change. */
const GATHER_MS = 100;
/** Least milliseconds between two runs. */
const REST_MS = 500;

/**
 * Brings the paths of a media server in line after a change of a pit, camera or placement, when the observer misses a
 * path (MediaMTX restarted, or its file was written: both lose what the API made, MediaMTX contract §4.3), and from
 * time to time. Only the backend that leads does so.
 */
export class KeepPaths {
  private readonly logger = new Logger(KeepPaths.name);
  private timer: NodeJS.Timeout | undefined;
  /** When the next run is due. By the monotonic clock, as all instants here: the other one leaps. */
  private due = Infinity;
  private running: Promise<void> | undefined;
  private restUntil = 0;
  private keeping = false;
  private letGo = new AbortController();
  private readonly tally = new ReconcileTally();

  constructor(
    private readonly paths: ReconcilePaths,
    private readonly streams: DesiredStreams,
  ) {}

  /** How it goes, for the metrics. */
  get figures(): ReconcileFigures {
    return this.tally.figures(performance.now());
  }

  /** From now on. The media server may come later: nothing waits for it. */
  start(): void {
    this.keeping = true;
    this.letGo = new AbortController();
    this.soon();
  }

  /** No more: a run that is under way leaves what it has not begun. Resolves when it has ended. */
  async stop(): Promise<void> {
    this.keeping = false;
    this.letGo.abort();
    this.due = Infinity;
    clearTimeout(this.timer);
    await this.running;
    this.tally.letGo();
  }

  /** Asks for a run. Several at once are one; while one runs, the next follows it. */
  soon(): void {
    if (this.keeping) this.tally.wanted(performance.now());
    this.at(Math.max(performance.now() + GATHER_MS, this.restUntil));
  }

  private at(instant: number): void {
    if (!this.keeping || instant >= this.due) return;
    this.due = instant;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.begin(), Math.max(0, instant - performance.now()));
  }

  private begin(): void {
    this.due = Infinity;
    if (this.running) {
      this.soon();
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.restUntil = performance.now() + REST_MS;
      this.at(performance.now() + EVERY_MS * (0.8 + Math.random() * 0.4));
    });
  }

  private async run(): Promise<void> {
    this.tally.begins(performance.now());
    try {
      const { desired, refused, notApplied } = await this.paths.reconcile(this.letGo.signal);
      this.streams.replaceAll(desired, refused);
      this.tally.succeeds(performance.now(), Date.now() / 1000, { refused: refused.size, notApplied });
    } catch (failure) {
      this.tally.fails();
      // The observer tells that the media server is away, and asks for a run when it is back.
      if (failure instanceof ControlApiProblem) this.logger.debug(failure.message);
      else this.logger.error('The paths could not be brought in line.', failure);
    }
  }
}
