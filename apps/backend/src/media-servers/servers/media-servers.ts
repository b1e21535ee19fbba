import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { LeaderElection } from '../../platform/database/leader-election';
import { RowFaults } from '../../platform/observability/row-faults';
import { DomainError } from '../../platform/problems/domain-error';
import { MediaServerReleases } from '../placement/media-server-releases';
import { type MediaServerEntity } from '../placement/media-server.entity';
import { PlacementIndex } from '../placement/placement-index';
import { type MediaServer } from './media-server';
import { type MediaServerHealth } from './media-server-health';
import { type MediaServerWorkerFactory } from './media-server-worker';
import { type MediaServerDependencies, RunningMediaServer } from './running-media-server';

/** Registry of the media servers. Each one runs for as long as its database row exists. */
@Injectable()
export class MediaServers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<number, RunningMediaServer>();
  private readonly stopping = new Set<Promise<void>>();
  private readonly dependencies: MediaServerDependencies;
  private workerFactory: MediaServerWorkerFactory | undefined;
  private placementChanges: Subscription | undefined;

  constructor(
    private readonly placements: PlacementIndex,
    election: LeaderElection,
    private readonly faults: RowFaults,
    releases: MediaServerReleases,
    { hookSecret }: MediamtxConfig,
  ) {
    this.dependencies = {
      placements,
      releases,
      election,
      createWorker: (server) => this.createWorker(server),
      credential: controlApiCredential(hookSecret),
    };
  }

  /** All media servers, by id. Empty until the placements are loaded. */
  get all(): readonly MediaServer[] {
    return this.allRunning;
  }

  /** All media servers with their workers, by id. */
  get allRunning(): readonly RunningMediaServer[] {
    return [...this.running.values()].sort((a, b) => a.id - b.id);
  }

  /** Sets the factory of workers. Call it before the application starts. */
  useWorkers(factory: MediaServerWorkerFactory): void {
    this.workerFactory = factory;
  }

  /** The media server with this id. */
  get(id: number): RunningMediaServer | undefined {
    return this.running.get(id);
  }

  /** The media server that a workshop is placed on. @throws DomainError `not-ready` until the placements are loaded. */
  of(workshopId: number): MediaServer {
    const server = this.running.get(this.placements.serverOf(workshopId)?.id ?? 0);
    if (!server) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    return server;
  }

  /**
   * The media server that serves a viewer: the edge while it exists, else the one of the workshop.
   * @param edgeId Null and absent: not an edge.
   * @throws DomainError `not-ready` until the placements are loaded.
   */
  serving(workshopId: number, edgeId?: number | null): MediaServer {
    return this.running.get(edgeId ?? 0) ?? this.of(workshopId);
  }

  /**
   * Health to show to a user. With a workshop: of its media server. Without one (null: an operator): of an unreachable
   * media server that workshops are placed on, if there is one, else of the configured one.
   */
  concerning(workshopId: number | null): MediaServerHealth {
    if (workshopId !== null) return this.of(workshopId).health;
    const unreachable = this.allRunning.find(
      ({ id, health }) =>
        health.since !== null && !health.isReachable && this.placements.workshopsOn(id).length > 0,
    );
    return (unreachable ?? this.of(0)).health;
  }

  /** Starts the media servers, and follows their rows. */
  onApplicationBootstrap(): void {
    this.update();
    this.placementChanges = this.placements.changes.subscribe(() => this.update());
  }

  /** Stops all media servers. */
  async onModuleDestroy(): Promise<void> {
    this.placementChanges?.unsubscribe();
    for (const server of this.running.values()) this.stop(server);
    await Promise.all(this.stopping);
  }

  private update(): void {
    const rows = new Map(this.placements.servers.map((row) => [row.id, row]));
    for (const server of this.running.values()) {
      if (rows.get(server.id)?.apiUrl !== server.apiUrl) this.stop(server);
    }
    for (const row of rows.values()) if (!this.running.has(row.id)) this.start(row);
  }

  private start(row: MediaServerEntity): void {
    const server = this.faults.isolate(
      'media-servers',
      `media server ${row.id}`,
      () => new RunningMediaServer(row, this.dependencies),
    );
    if (server) this.running.set(row.id, server);
  }

  private stop(server: RunningMediaServer): void {
    this.running.delete(server.id);
    const stopped = server.stop().finally(() => this.stopping.delete(stopped));
    this.stopping.add(stopped);
  }

  private createWorker(server: MediaServer) {
    if (!this.workerFactory) throw new Error('MediaServers.useWorkers was not called.');
    return this.workerFactory(server);
  }
}
