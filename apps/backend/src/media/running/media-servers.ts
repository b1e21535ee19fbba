import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { type MediaServerEntity, MediaServerReleases, PlacementIndex } from '../../placement';
import { LeaderElection } from '../../platform/database/leader-election';
import { RowFaults } from '../../platform/observability/row-faults';
import { DomainError } from '../../platform/problems/domain-error';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { EdgeReaders } from '../observing/edge-readers';
import { type MediaServer } from '../server/media-server';
import { type MediaServerHealth } from '../server/media-server-health';
import { NotAppliedCameras } from '../paths/not-applied-cameras';
import { ReadDesiredPaths } from '../paths/read-desired-paths';
import { RefreshStreamKeys } from '../server/refresh-stream-keys';
import { type MediaServerSurroundings, RunningMediaServer } from './running-media-server';
import { StreamObservations } from '../observing/stream-observations';

/** The media servers there are, each run while its row exists, and which one a workshop is placed on. */
@Injectable()
export class MediaServers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<number, RunningMediaServer>();
  private readonly ending = new Set<Promise<void>>();
  private readonly around: MediaServerSurroundings;
  private following: Subscription | undefined;

  constructor(
    private readonly placements: PlacementIndex,
    desiredPaths: ReadDesiredPaths,
    streamKeys: RefreshStreamKeys,
    notApplied: NotAppliedCameras,
    observations: StreamObservations,
    leaderElection: LeaderElection,
    private readonly faults: RowFaults,
    releases: MediaServerReleases,
    { hookSecret }: MediamtxConfig,
  ) {
    const credential = controlApiCredential(hookSecret);
    const edges = new EdgeReaders();
    this.around = {
      desiredPaths,
      streamKeys,
      notApplied,
      observations,
      placements,
      releases,
      leaderElection,
      credential,
      edges,
    };
  }

  /** All of them, by id. None before the placements were read at the start. */
  get all(): readonly MediaServer[] {
    return this.allRunning;
  }

  /** All of them, with what is done for them. */
  get allRunning(): readonly RunningMediaServer[] {
    return [...this.running.values()].sort((a, b) => a.id - b.id);
  }

  /** The one with this id. */
  get(id: number): RunningMediaServer | undefined {
    return this.running.get(id);
  }

  /** The one that carries a workshop's streams. @throws DomainError `not-ready` before the placements were read. */
  of(workshopId: number): MediaServer {
    const server = this.running.get(this.placements.serverOf(workshopId)?.id ?? 0);
    if (!server) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    return server;
  }

  /**
   * How the media server of a workshop does; without a workshop (null: the operator, whom all concern) one that carries
   * workshops and cannot be reached, if there is one, else the configured one.
   */
  concerning(workshopId: number | null): MediaServerHealth {
    if (workshopId !== null) return this.of(workshopId).health;
    const lost = this.allRunning.find(
      ({ id, health }) =>
        health.since !== null && !health.isReachable && this.placements.workshopsOn(id).length > 0,
    );
    return (lost ?? this.of(0)).health;
  }

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.follow();
    this.following = this.placements.changes.subscribe(() => this.follow());
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.following?.unsubscribe();
    for (const server of this.running.values()) this.end(server);
    await Promise.all(this.ending);
  }

  private follow(): void {
    const rows = new Map(this.placements.servers.map((row) => [row.id, row]));
    for (const server of this.running.values()) {
      if (rows.get(server.id)?.apiUrl !== server.apiUrl) this.end(server);
    }
    for (const row of rows.values()) if (!this.running.has(row.id)) this.begin(row);
  }

  private begin(row: MediaServerEntity): void {
    const server = this.faults.isolate(
      'media-servers',
      `media server ${row.id}`,
      () => new RunningMediaServer(row, this.around),
    );
    if (server) this.running.set(row.id, server);
  }

  private end(server: RunningMediaServer): void {
    this.running.delete(server.id);
    const ended = server.stop().finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }
}
