import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { ListenNotify } from '../platform/database/listen-notify';
import { DesiredStreams } from './desired-streams';
import { ReconcilePaths } from './reconcile-paths';

/** Milliseconds between two runs that nothing asked for, give or take a fifth, so that replicas do not march. */
const EVERY_MS = 30_000;
/** Milliseconds to wait for more of the same before a run: a batch of new pits is one change. */
const GATHER_MS = 100;
/** Least milliseconds between two runs. */
const REST_MS = 500;

/**
 * Brings the paths in line after a change of a pit or camera, when the observer misses a path (MediaMTX restarted, or
 * its file was written: both lose what the API made, MediaMTX contract §4.3), and from time to time.
 */
@Injectable()
export class KeepPaths implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KeepPaths.name);
  private timer: NodeJS.Timeout | undefined;
  private due = Infinity;
  private running: Promise<void> | undefined;
  private restUntil = 0;
  private closed = false;

  constructor(
    private readonly paths: ReconcilePaths,
    private readonly streams: DesiredStreams,
    private readonly notifications: ListenNotify,
  ) {}

  /** Nest's start. The media server may come later: nothing here waits for it. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('pits_changed', {
      notified: () => this.soon(),
      reconnected: () => this.soon(),
    });
    this.soon();
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Asks for a run. Several at once are one; while one runs, the next follows it. */
  soon(): void {
    this.at(Math.max(Date.now() + GATHER_MS, this.restUntil));
  }

  private at(instant: number): void {
    if (this.closed || instant >= this.due) return;
    this.due = instant;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), Math.max(0, instant - Date.now()));
  }

  private start(): void {
    this.due = Infinity;
    if (this.running) {
      this.soon();
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.restUntil = Date.now() + REST_MS;
      this.at(Date.now() + EVERY_MS * (0.8 + Math.random() * 0.4));
    });
  }

  private async run(): Promise<void> {
    try {
      const { desired, refused } = await this.paths.reconcile();
      this.streams.replaceAll(desired, refused);
    } catch (failure) {
      // The observer tells that the media server is away, and asks for a run when it is back.
      if (failure instanceof ControlApiProblem) this.logger.debug(failure.message);
      else this.logger.error('The paths could not be brought in line.', failure);
    }
  }
}
