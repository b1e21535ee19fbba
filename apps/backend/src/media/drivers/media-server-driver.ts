import type { MediaServerPlan } from '@ppf/contracts';
import {
  type MediaServer,
  type MediaServerWorker,
  type PathReadiness,
  type StreamStatusStore,
} from '../../media-servers';
import { DesiredStreams } from '../paths/desired/desired-streams';
import type { DescribePlan } from '../paths/plan/describe-plan';
import { PathReconcileScheduler } from '../paths/reconcile/path-reconcile-scheduler';
import type { PathReconciler, PathReconcilers } from '../paths/reconcile/path-reconciler';
import type { ReconcileFigures } from '../paths/reconcile/reconcile-metrics';
import type { EdgeReaders } from '../status/poll/edge-readers';
import { StreamPoller } from '../status/poll/stream-poller';
import type { StreamStatusTrackers } from '../status/poll/stream-status-trackers';
import { measurePathReadiness } from './path-readiness';

/** Dependencies that all drivers share. */
export interface DriverDependencies {
  readonly reconcilers: PathReconcilers;
  readonly trackers: StreamStatusTrackers;
  readonly streams: StreamStatusStore;
  readonly describePlan: DescribePlan;
  readonly edgeReaders: EdgeReaders;
}

/** Polls the streams of one media server and reconciles its paths. */
export class MediaServerDriver implements MediaServerWorker {
  private readonly reconciler: PathReconciler;
  private readonly scheduler: PathReconcileScheduler;
  private readonly poller: StreamPoller;

  constructor(
    private readonly server: MediaServer,
    private readonly dependencies: DriverDependencies,
  ) {
    const { reconcilers, trackers, edgeReaders } = dependencies;
    const desired = new DesiredStreams();
    this.reconciler = reconcilers.create(server);
    this.scheduler = new PathReconcileScheduler(this.reconciler, desired);
    this.poller = new StreamPoller(server, desired, trackers, this.scheduler, edgeReaders);
  }

  /** Name of the media server. */
  get name(): string {
    return this.server.name;
  }

  /** Whether this backend leads the media server. */
  get isLed(): boolean {
    return this.server.isLed;
  }

  /** Figures of the reconcile runs, for the metrics. */
  get figures(): ReconcileFigures {
    return this.scheduler.figures;
  }

  /** Requests a reconcile run. Has no effect unless this backend leads. */
  reconcileSoon(): void {
    this.scheduler.soon();
  }

  /** See MediaServerWorker. */
  lead(): void {
    this.poller.start();
    this.scheduler.start();
  }

  /** See MediaServerWorker. */
  follow(): void {
    void this.scheduler.stop();
    void this.poller.stop();
  }

  /** See MediaServerWorker. */
  disconnect(): void {
    void this.scheduler.stop();
  }

  /** See MediaServerWorker. */
  async stop(): Promise<void> {
    this.dependencies.edgeReaders.forget(this.server.id);
    await Promise.all([this.scheduler.stop(), this.poller.stop()]);
  }

  /** See MediaServerWorker. */
  async plan(): Promise<MediaServerPlan> {
    return this.dependencies.describePlan.describe(this.server.id, await this.reconciler.dryRun());
  }

  /** See MediaServerWorker. */
  async pathReadiness(workshopIds: ReadonlySet<number>): Promise<PathReadiness> {
    const plan = await this.reconciler.dryRun();
    const items = await this.server.api.paths.list();
    return measurePathReadiness(plan, items, workshopIds, this.dependencies.streams);
  }
}
