import type { PathsBy } from '@ppf/contracts';
import { ControlApi, parsePath } from '@ppf/mediamtx';
import { edgeUserOf } from '../../platform/crypto/edge-credential';
import {
  LEADER_LOCKS,
  type LeaderCandidate,
  type LeaderElection,
  type LeaderState,
} from '../../platform/database/leader-election';
import type { MediaServerReleases } from '../placement/media-server-releases';
import type { MediaServerEntity } from '../placement/media-server.entity';
import type { PlacementIndex } from '../placement/placement-index';
import { HealthPoller } from './health-poller';
import type { MediaServer } from './media-server';
import { MediaServerHealth } from './media-server-health';
import type { MediaServerWorker, MediaServerWorkerFactory } from './media-server-worker';

/** Dependencies that all media servers share. */
export interface MediaServerDependencies {
  readonly placements: PlacementIndex;
  readonly releases: MediaServerReleases;
  readonly election: LeaderElection;
  readonly createWorker: MediaServerWorkerFactory;
  /** Credential for every control API. */
  readonly credential: { readonly user: string; readonly password: string };
}

/**
 * Runs one media server for as long as its row exists. The leader polls its streams and reconciles its paths; the other
 * backends only poll its health. A leader that is disconnected from the database stops writing, because another backend
 * may lead by now; it continues to poll, because it receives no stream status from other backends either.
 */
export class RunningMediaServer implements MediaServer {
  readonly id: number;
  readonly edgeOfId: number | null;
  readonly api: ControlApi;
  readonly health: MediaServerHealth;
  readonly worker: MediaServerWorker;
  private readonly healthPoller: HealthPoller;
  private readonly candidate: LeaderCandidate;

  constructor(
    private readonly row: MediaServerEntity,
    private readonly dependencies: MediaServerDependencies,
  ) {
    const { releases, election, credential, createWorker } = dependencies;
    this.id = row.id;
    this.edgeOfId = row.edgeOfId;
    this.health = new MediaServerHealth((release) => releases.set(row.id, release));
    this.api = new ControlApi({ url: row.apiUrl, credential });
    this.worker = createWorker(this);
    this.healthPoller = new HealthPoller(this.api, this.health);
    this.healthPoller.start();
    // The leader of an origin leads its edges too, so that one backend counts all viewers of a stream.
    const role = { lock: LEADER_LOCKS.mediaServer, id: row.edgeOfId ?? row.id };
    this.candidate = election.join(role, (state) => this.apply(state));
  }

  /** Name that operators gave it, as of now. */
  get name(): string {
    return (this.dependencies.placements.server(this.id) ?? this.row).name;
  }

  /** See MediaServer. */
  get pathsBy(): PathsBy {
    return (this.dependencies.placements.server(this.id) ?? this.row).pathsBy;
  }

  /** URL of its control API. */
  get apiUrl(): string {
    return this.row.apiUrl;
  }

  /** See MediaServer. */
  get edgeNames(): ReadonlyMap<string, string> {
    const edges = this.dependencies.placements.edgesOf(this.id);
    return new Map(edges.map(({ id, pullsFrom }) => [edgeUserOf(id), pullsFrom ?? '']));
  }

  /** See MediaServer. */
  get isLed(): boolean {
    return this.candidate.state === 'leader';
  }

  /** See MediaServer. */
  carries(path: string): boolean {
    const owner = parsePath(path);
    return owner !== null && this.dependencies.placements.serverOf(owner.workshopId)?.id === this.id;
  }

  /** Stops everything. The last stream status stays in the store. */
  async stop(): Promise<void> {
    this.healthPoller.stop();
    this.api.close();
    await this.worker.stop();
    await this.candidate.withdraw();
  }

  private apply(state: LeaderState): void {
    if (state === 'leader') {
      this.healthPoller.stop();
      this.worker.lead();
    } else if (state === 'follower') {
      this.worker.follow();
      this.healthPoller.start();
    } else this.worker.disconnect();
  }
}
