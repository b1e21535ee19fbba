import { Logger } from '@nestjs/common';
import { type PathItem } from '@ppf/mediamtx';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MediaServer } from '../../../media-servers';
import { ClockJumpDetector } from '../../../platform/clock-jump-detector';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
import { type DesiredStreams } from '../../paths/desired/desired-streams';
import { type PathReconcileScheduler } from '../../paths/reconcile/path-reconcile-scheduler';
import { type Disturbance } from '../state/stream-cause';
import { type EdgeReaders } from './edge-readers';
import { withPlayers } from './reader-players';
import { type StreamStatusTracker } from './stream-status-tracker';
import { type StreamStatusTrackers } from './stream-status-trackers';

/** Milliseconds between the end of a poll and the next one. */
const POLL_INTERVAL_MS = 900;
/** Least milliseconds between the end of a poll and a requested one. */
const MIN_PAUSE_MS = 200;
/** Milliseconds of failed polls after which streams are unknown. Below it, a slow auth hook may only delay the list. */
const UNREACHABLE_AFTER_MS = 5000;
/** Milliseconds after which a response is late: bytes that arrived meanwhile may not be counted in it. */
const LATE_RESPONSE_MS = 1000;
/** Milliseconds without a response after which the media server counts as hanging. */
const HANGING_AFTER_MS = 2500;
/** Polls between two reads of the version, which changes with a restart only. */
const POLLS_PER_INFO = 30;
/** Streams that are processed before other events get their turn: MediaMTX waits for the auth hook of this process. */
const STREAMS_PER_TURN = 250;

/** Context of one successful poll. */
interface Poll {
  /** Whether the media server was unreachable before. */
  readonly hasReturned: boolean;
  readonly disturbance: Disturbance;
}

/**
 * Polls the paths of one media server once per second, one poll at a time, so that a hanging media server accumulates no
 * requests. Updates the stream status, and requests a reconcile run when a path of ours is missing.
 */
export class StreamPoller {
  private readonly logger = new Logger(StreamPoller.name);
  private readonly polling = new PeriodicTask({
    intervalMs: POLL_INTERVAL_MS,
    minPauseMs: MIN_PAUSE_MS,
    run: () => this.poll(),
    report: { failed: (failure) => this.fail(failure) },
  });
  private polls = 0;
  /** When the last poll succeeded, on the monotonic clock. */
  private lastSuccessAt = performance.now();
  private readonly clockJumps = new ClockJumpDetector();
  private hasWarned = false;
  private tracker: StreamStatusTracker | undefined;
  /** Positions of paths in the previous list. Lists are sorted by name, so they rarely change. */
  private positions: ReadonlyMap<string, number> = new Map();
  /** Position of each path in the previous list, in the order of a poll: a look-up by name takes much longer. */
  private readonly expected: number[] = [];
  /** The list that the positions were read from. */
  private indexed: readonly PathItem[] = [];

  constructor(
    private readonly server: Pick<MediaServer, 'id' | 'name' | 'api' | 'health' | 'edgeOfId' | 'carries'>,
    private readonly desired: DesiredStreams,
    private readonly trackers: StreamStatusTrackers,
    private readonly scheduler: Pick<PathReconcileScheduler, 'soon'>,
    private readonly edgeReaders: EdgeReaders,
  ) {}

  /** Starts polling. Has no effect if it is already running. */
  start(): void {
    if (this.tracker) return;
    this.tracker = this.trackers.begin();
    this.lastSuccessAt = performance.now();
    this.polling.start();
  }

  /**
   * Updates one stream from a path that was read since the last poll. A poll in progress has an older list of paths: the next
   * one follows it immediately instead. Has no effect when polling is stopped.
   */
  observe(item: PathItem): void {
    if (this.polling.currentRun) return this.polling.runSoon();
    const desired = this.desired.all.get(item.name);
    if (this.tracker && desired && this.server.carries(item.name))
      this.tracker.observe(item.name, desired, item, Date.now());
  }

  /** Stops polling. The last status stays in the store until another poller updates it. */
  async stop(): Promise<void> {
    this.tracker?.end();
    this.tracker = undefined;
    await this.polling.stop();
  }

  private async poll(): Promise<void> {
    const began = performance.now();
    const hanging = setTimeout(() => this.tracker?.pollFailed(), HANGING_AFTER_MS);
    try {
      const { api, health } = this.server;
      const hasReturned = !health.isReachable;
      if (hasReturned || this.polls % POLLS_PER_INFO === 0) health.recordSuccess(await api.info());
      this.polls += 1;
      const listed = await withPlayers(await api.paths.list(), api.sessions);
      const items = this.edgeReaders.merge(this.server, listed);
      health.recordSuccess();
      const disturbance = disturbanceOf(hasReturned, performance.now() - began);
      if (this.tracker)
        await this.update(this.trackerAfterClockLeap(this.tracker), items, { hasReturned, disturbance });
    } finally {
      clearTimeout(hanging);
    }
  }

  /** A new tracker when the system clock was changed: stored instants are no longer comparable. */
  private trackerAfterClockLeap(tracker: StreamStatusTracker): StreamStatusTracker {
    if (!this.clockJumps.hasJumped()) return tracker;
    this.logger.warn('The clock of this machine was changed.');
    tracker.end();
    return (this.tracker = this.trackers.begin());
  }

  private async update(
    tracker: StreamStatusTracker,
    items: readonly PathItem[],
    { hasReturned, disturbance }: Poll,
  ): Promise<void> {
    const now = Date.now();
    this.lastSuccessAt = performance.now();
    tracker.beginPoll(now, disturbance);
    let carries = this.memoizeCarries();
    let isPathMissing = hasReturned;
    let processed = 0;
    for (const [path, desired] of this.desired.all) {
      if ((processed += 1) % STREAMS_PER_TURN === 0) {
        await nextTurn();
        // A workshop may have been moved meanwhile.
        carries = this.memoizeCarries();
      }
      // The poller may have been stopped meanwhile.
      if (this.tracker !== tracker) return;
      const item = this.itemOf(path, items, processed);
      // MediaMTX always lists a path that the API created, with the path itself as its configuration name.
      isPathMissing ||= desired.isLiteral && item?.confName !== path;
      if (!carries(path)) continue;
      if (item && tracker.observeSteady(path, item, now)) this.trackers.faults.clear('stream-status', path);
      else
        this.trackers.faults.isolate('stream-status', path, () => tracker.observe(path, desired, item, now));
    }
    carries = this.memoizeCarries();
    tracker.retain(
      (path) => this.desired.all.has(path),
      (path) => !carries(path),
    );
    if (isPathMissing) this.scheduler.soon();
    if (this.hasWarned || this.polls === 1)
      this.logger.log(
        `${this.server.name} is reachable (${this.server.health.version ?? 'before v1.15.2'}).`,
      );
    this.hasWarned = false;
  }

  /** Item of a path; undefined when it is not listed. @param index Number of the path in this poll. */
  private itemOf(path: string, items: readonly PathItem[], index: number): PathItem | undefined {
    const expected = items[this.expected[index] ?? -1];
    if (expected?.name === path) return expected;
    const position = this.positionOf(path, items);
    this.expected[index] = position;
    return items[position];
  }

  /** Position of a path in the list; -1 when it is not listed. */
  private positionOf(path: string, items: readonly PathItem[]): number {
    const position = this.positions.get(path) ?? -1;
    if (items[position]?.name === path) return position;
    if (items !== this.indexed) {
      this.positions = new Map(items.map(({ name }, position) => [name, position]));
      this.indexed = items;
    }
    return this.positions.get(path) ?? -1;
  }

  /** `carries` of the media server, asked once per workshop: paths of a workshop begin with the same segment. */
  private memoizeCarries(): (path: string) => boolean {
    const known = new Map<string, boolean>();
    let [last, isCarried] = ['/', false];
    return (path) => {
      if (path.startsWith(last)) return isCarried;
      last = path.slice(0, path.indexOf('/') + 1) || path;
      isCarried = known.get(last) ?? this.server.carries(path);
      known.set(last, isCarried);
      return isCarried;
    };
  }

  private fail(failure: unknown): void {
    this.server.health.recordFailure();
    if (!this.hasWarned) this.logger.warn(`${this.server.name} does not respond. ${messageOf(failure)}`);
    this.hasWarned = true;
    if (performance.now() - this.lastSuccessAt >= UNREACHABLE_AFTER_MS) this.tracker?.unreachable(Date.now());
    else this.tracker?.pollFailed();
  }
}

function disturbanceOf(hasReturned: boolean, durationMs: number): Disturbance {
  if (hasReturned || durationMs >= HANGING_AFTER_MS) return 'returned';
  return durationMs >= LATE_RESPONSE_MS ? 'late' : 'none';
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
