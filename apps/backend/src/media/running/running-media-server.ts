import { ControlApi, parsePath, type PathItem } from '@ppf/mediamtx';
import { type MediaServerEntity, type MediaServerReleases, type PlacementIndex } from '../../placement';
import {
  type LeaderCandidate,
  type LeaderElection,
  LEADER_LOCKS,
  type LeaderState,
} from '../../platform/database/leader-election';
import { edgeUserOf } from '../../platform/crypto/edge-credential';
import { DesiredStreams } from '../paths/desired-streams';
import { type EdgeReaders } from '../observing/edge-readers';
import { KeepPaths } from '../paths/keep-paths';
import { MediaServerHealth } from '../server/media-server-health';
import { type NotAppliedCameras } from '../paths/not-applied-cameras';
import { ObserveStreams, type ObservedServer } from '../observing/observe-streams';
import { type ReadDesiredPaths } from '../paths/read-desired-paths';
import { ReconcilePaths } from '../paths/reconcile-paths';
import { type RefreshStreamKeys } from '../server/refresh-stream-keys';
import { type StreamObservations } from '../observing/stream-observations';
import { WatchHealth } from '../server/watch-health';

/** What every media server is run with. */
export interface MediaServerSurroundings {
  readonly desiredPaths: ReadDesiredPaths;
  readonly streamKeys: RefreshStreamKeys;
  readonly notApplied: NotAppliedCameras;
  readonly observations: StreamObservations;
  readonly placements: PlacementIndex;
  readonly releases: MediaServerReleases;
  readonly leaderElection: LeaderElection;
  readonly edges: EdgeReaders;
  /** Shown to every control API. */
  readonly credential: { readonly user: string; readonly password: string };
}

/**
 * One media server, and what this backend does for it: the leader observes its streams and keeps its paths, the others
 * only ask how it does. Cut off from the database, a backend writes no more, since another one may lead by now; one
 * that observed goes on to, because nobody can tell it anything either.
 */
export class RunningMediaServer implements ObservedServer {
  readonly id: number;
  readonly api: ControlApi;
  readonly health: MediaServerHealth;
  readonly paths: ReconcilePaths;
  readonly keeper: KeepPaths;
  private readonly observer: ObserveStreams;
  private readonly watch: WatchHealth;
  private readonly candidate: LeaderCandidate;

  constructor(
    private readonly row: MediaServerEntity,
    private readonly around: MediaServerSurroundings,
  ) {
    this.id = row.id;
    this.health = new MediaServerHealth((release) => around.releases.set(row.id, release));
    this.api = new ControlApi({ url: row.apiUrl, credential: around.credential });
    const streams = new DesiredStreams();
    this.paths = new ReconcilePaths(this, around.desiredPaths, around.streamKeys, around.notApplied);
    this.keeper = new KeepPaths(this.paths, streams);
    this.observer = new ObserveStreams(this, streams, around.observations, this.keeper);
    this.watch = new WatchHealth(this.api, this.health);
    this.watch.start();
    // Whoever leads an origin leads its edges: who watches is counted in one place.
    const of = { lock: LEADER_LOCKS.mediaServer, id: row.edgeOfId ?? row.id };
    this.candidate = around.leaderElection.join(of, (state) => this.take(state));
  }

  /** What operators call it now. */
  get name(): string {
    return (this.around.placements.server(this.id) ?? this.row).name;
  }

  /** Where its control API is. */
  get apiUrl(): string {
    return this.row.apiUrl;
  }

  /** Whether the path's workshop is placed on it. */
  carries(path: string): boolean {
    const owner = parsePath(path);
    return owner !== null && this.around.placements.serverOf(owner.workshopId)?.id === this.id;
  }

  /** See MediaServer. */
  get edgeNames(): ReadonlyMap<string, string> {
    const edges = this.around.placements.edgesOf(this.id);
    return new Map(edges.map(({ id, pullsFrom }) => [edgeUserOf(id), pullsFrom ?? '']));
  }

  /** What it lists, with who watches at its edges. An edge's own viewers are counted at its origin. */
  watched(items: readonly PathItem[]): readonly PathItem[] {
    const { edges } = this.around;
    if (this.row.edgeOfId === null) return edges.over(this.id, items);
    edges.saw(this.id, this.row.edgeOfId, items);
    return items;
  }

  /** Whether this backend observes it and keeps its paths. */
  get isLed(): boolean {
    return this.candidate.state === 'leader';
  }

  /** No more. What the board knows of its streams stays. */
  async stop(): Promise<void> {
    this.watch.stop();
    this.around.edges.forget(this.id);
    this.api.close();
    await Promise.all([this.keeper.stop(), this.observer.stop()]);
    await this.candidate.withdraw();
  }

  private take(state: LeaderState): void {
    if (state === 'leader') {
      this.watch.stop();
      this.observer.start();
      this.keeper.start();
      return;
    }
    void this.keeper.stop();
    if (state === 'disconnected') return;
    void this.observer.stop();
    this.watch.start();
  }
}
