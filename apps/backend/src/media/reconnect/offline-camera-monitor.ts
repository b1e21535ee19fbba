import { Logger } from '@nestjs/common';
import { type PitStream } from '@ppf/contracts';
import { ControlApiProblem, parsePath, type PathItem } from '@ppf/mediamtx';
import { type Subscription } from 'rxjs';
import { type MediaServer, type StreamStatusStore } from '../../media-servers';
import { ConcurrencyLimiter } from '../../platform/scheduling/concurrency-limiter';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { type DesiredStreams } from '../paths/desired/desired-streams';
import {
  beginCameraCheck,
  type CameraCheck,
  CHECK_INTERVAL_MS,
  decideAfterCheck,
  SLOW_CHECK_INTERVAL_MS,
} from './camera-check';
import { connectToPort } from './connect-to-port';
import { type ReconnectCounts } from './reconnect-counts';
import { type ReconnectOutcome, type SourceReconnector } from './source-reconnector';

/** Most milliseconds between two looks for cameras that are due, and least between two of them. */
const TICK_MS = { most: 100, least: 20 } as const;
/** Dependencies of a monitor. */
export interface MonitorDependencies {
  readonly streams: StreamStatusStore;
  readonly desired: DesiredStreams;
  readonly reconnector: SourceReconnector;
  /** Limits the port checks of all media servers together; its keys are workshops. */
  readonly limiter: ConcurrencyLimiter;
  /** Called when a camera sends again, before the poller has listed it. @param item Its path. */
  readonly onStream: (item: PathItem) => void;
}

/**
 * Checks once per second whether the ports of cameras without a stream are open, and makes the media server connect to a
 * camera that is reachable again; MediaMTX alone waits 5 s between two attempts. Runs on the leader only. Leaves alone
 * every path with a stream, on-demand cameras, publishers, and cameras that were not applied: they have no endpoint in
 * `DesiredStreams`. Nothing is checked while the media server is the cause, because it connects to all cameras then.
 */
export class OfflineCameraMonitor {
  private readonly logger = new Logger(OfflineCameraMonitor.name);
  private readonly missing = new Map<string, CameraCheck>();
  /** Paths that had a stream when their status was last reported. */
  private readonly sending = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly checks = { open: 0, closed: 0 };
  private readonly reconnects = { live: 0, failed: 0, skipped: 0, postponed: 0 };
  private reports: Subscription | undefined;
  private ending = new AbortController();
  private readonly ticking = new PeriodicTask({
    intervalMs: TICK_MS.most,
    minPauseMs: TICK_MS.least,
    run: () => this.checkDue(performance.now()),
    report: { failed: (failure) => this.logger.error('Offline cameras cannot be checked.', failure) },
  });

  constructor(
    private readonly server: Pick<MediaServer, 'carries'>,
    private readonly dependencies: MonitorDependencies,
  ) {}

  /** Figures for the metrics. */
  get counts(): ReconnectCounts {
    return { checked: this.missing.size, checks: { ...this.checks }, reconnects: { ...this.reconnects } };
  }

  /** Starts. Has no effect if it is already running. */
  start(): void {
    if (this.ticking.isStarted) return;
    const { streams, desired } = this.dependencies;
    this.ending = new AbortController();
    for (const path of desired.all.keys()) this.onStatus(path, streams.of(path));
    this.reports = streams.reports.subscribe((path) => this.onStatus(path, streams.of(path)));
    this.ticking.start();
  }

  /** Stops. Connections in progress are closed. */
  async stop(): Promise<void> {
    this.reports?.unsubscribe();
    this.ending.abort();
    this.missing.clear();
    this.sending.clear();
    await this.ticking.stop();
  }

  private onStatus(path: string, { status, cause }: PitStream): void {
    const desired = this.dependencies.desired.all.get(path);
    const isPulled = desired?.kind === 'pull' && !desired.onDemand;
    const isMissing = cause === 'camera' && (status === 'connecting' || status === 'offline');
    if (!isPulled || !isMissing) {
      this.missing.delete(path);
      if (status === 'live' || status === 'stalled') this.sending.add(path);
      else this.sending.delete(path);
      return;
    }
    const hadStream = this.sending.delete(path);
    if (!this.missing.has(path))
      this.schedule(path, beginCameraCheck(hadStream, performance.now(), Math.random()));
  }

  private schedule(path: string, check: CameraCheck): void {
    this.missing.set(path, check);
    this.ticking.runSoon(check.nextAt - performance.now());
  }

  private checkDue(now: number): void {
    const idle = [...this.missing].filter(([path]) => !this.busy.has(path));
    const due = idle.filter(([, { nextAt }]) => nextAt <= now);
    const nextAt = idle.reduce(
      (least, [, check]) => (check.nextAt > now ? Math.min(least, check.nextAt) : least),
      Infinity,
    );
    this.ticking.runSoon(nextAt - now);
    // The longest wait comes first: a limit that is reached delays the others.
    due.sort(([, one], [, other]) => one.nextAt - other.nextAt);
    for (const [path] of due) {
      const key = parsePath(path)?.workshopId;
      if (key !== undefined && this.dependencies.limiter.hasRoom(key)) void this.checkOne(path, key);
    }
  }

  private async checkOne(path: string, key: number): Promise<void> {
    const { signal } = this.ending;
    const endpoint = this.server.carries(path) ? this.dependencies.desired.cameraOf(path) : undefined;
    if (!endpoint) return this.postpone(path);
    this.busy.add(path);
    try {
      // Waits are counted from the start of a check, because one without an answer takes most of a second.
      let startedAt = 0;
      const connect = () => {
        startedAt = performance.now();
        return connectToPort(endpoint, { signal });
      };
      const isOpen = await this.dependencies.limiter.run(connect, { key });
      const before = this.missing.get(path);
      // Stopped, or the camera sends again.
      if (signal.aborted || !before) return;
      this.checks[isOpen ? 'open' : 'closed'] += 1;
      const { check, reconnect } = decideAfterCheck(before, isOpen, startedAt, Math.random());
      this.schedule(path, check);
      if (reconnect && (await this.reconnect(path, signal)) === 'postponed') this.retryLater(path, before);
    } finally {
      this.busy.delete(path);
    }
  }

  /** The camera may get an endpoint later: its host name cannot be resolved now, or its workshop moves here. */
  private postpone(path: string): void {
    const before = this.missing.get(path);
    if (before) this.missing.set(path, { ...before, nextAt: performance.now() + SLOW_CHECK_INTERVAL_MS });
  }

  /** Nothing was requested: the next check decides as this one did. */
  private retryLater(path: string, before: CameraCheck): void {
    if (this.missing.has(path))
      this.schedule(path, { ...before, nextAt: performance.now() + CHECK_INTERVAL_MS });
  }

  /** A failed reconnection needs nothing: the media server retries by itself, and the next check follows. */
  private async reconnect(path: string, signal: AbortSignal): Promise<ReconnectOutcome> {
    try {
      const { outcome, item } = await this.dependencies.reconnector.reconnect(path, signal);
      this.reconnects[outcome] += 1;
      if (item) this.dependencies.onStream(item);
      if (outcome === 'live') this.logger.log(`The camera of ${path} is reachable again. Reconnected.`);
      return outcome;
    } catch (problem) {
      if (signal.aborted) return 'failed';
      this.reconnects.failed += 1;
      if (problem instanceof ControlApiProblem) this.logger.debug(problem.message);
      else this.logger.error(`The camera of ${path} could not be reconnected.`, problem);
      return 'failed';
    }
  }
}
