import type { MediaServerPlan } from '@ppf/contracts';
import { type MediaServer, type MediaServerWorker, type PathReadiness } from '../../media-servers';
import { DesiredStreams } from '../paths/desired/desired-streams';
import type { DescribePlan } from '../paths/plan/describe-plan';
import { PathReconcileScheduler } from '../paths/reconcile/path-reconcile-scheduler';
import type { PathReconciler, PathReconcilers } from '../paths/reconcile/path-reconciler';
import type { ReconcileFigures } from '../paths/reconcile/reconcile-metrics';
import { type OfflineCameraMonitor } from '../reconnect/offline-camera-monitor';
import type { OfflineCameraMonitors } from '../reconnect/offline-camera-monitors';
import { type ReconnectCounts } from '../reconnect/reconnect-counts';
import type { EdgeReaders } from '../status/poll/edge-readers';
import { StreamPoller } from '../status/poll/stream-poller';
import type { StreamStatusTrackers } from '../status/poll/stream-status-trackers';
import { measurePathReadiness } from './path-readiness';

/** Dependencies that all drivers share. */
export interface DriverDependencies {
  readonly reconcilers: PathReconcilers;
  readonly trackers: StreamStatusTrackers;
  readonly describePlan: DescribePlan;
  readonly edgeReaders: EdgeReaders;
  readonly offlineCameras: OfflineCameraMonitors;
}

/** Polls the streams of one media server and reconciles its paths. */
export class MediaServerDriver implements MediaServerWorker {
  private readonly reconciler: PathReconciler;
  private readonly scheduler: PathReconcileScheduler;
  private readonly poller: StreamPoller;
  private readonly offlineCameras: OfflineCameraMonitor | null;

  constructor(
    private readonly server: MediaServer,
    private readonly dependencies: DriverDependencies,
  ) {
    const { reconcilers, trackers, edgeReaders, offlineCameras } = dependencies;
    const desired = new DesiredStreams();
    this.reconciler = reconcilers.create(server);
    this.scheduler = new PathReconcileScheduler(this.reconciler, desired);
    this.poller = new StreamPoller(server, desired, trackers, this.scheduler, edgeReaders);
    this.offlineCameras = offlineCameras.create(server, desired, (item) => this.poller.observe(item));
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

  /** Figures of the checks of offline cameras, for the metrics; null while they are switched off. */
  get reconnectCounts(): ReconnectCounts | null {
    return this.offlineCameras?.counts ?? null;
  }

  /** Requests a reconcile run. Has no effect unless this backend leads. */
  reconcileSoon(): void {
    this.scheduler.soon();
  }

  /** See MediaServerWorker. */
  lead(): void {
    this.poller.start();
    this.scheduler.start();
    this.offlineCameras?.start();
  }

  /** See MediaServerWorker. */
  follow(): void {
    void this.scheduler.stop();
    void this.poller.stop();
    void this.offlineCameras?.stop();
  }

  /** See MediaServerWorker. */
  disconnect(): void {
    void this.scheduler.stop();
    void this.offlineCameras?.stop();
  }

  /** See MediaServerWorker. */
  async stop(): Promise<void> {
    this.dependencies.edgeReaders.forget(this.server.id);
    await Promise.all([this.scheduler.stop(), this.poller.stop(), this.offlineCameras?.stop()]);
  }

  /** See MediaServerWorker. */
  async plan(): Promise<MediaServerPlan> {
    return this.dependencies.describePlan.describe(this.server.id, await this.reconciler.dryRun());
  }

  /** See MediaServerWorker. */
  async pathReadiness(workshopIds: ReadonlySet<number>): Promise<PathReadiness> {
    const plan = await this.reconciler.dryRun();
    const items = await this.server.api.paths.list();
    return measurePathReadiness(plan, items, workshopIds, this.dependencies.trackers.store);
  }
}
