import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../platform/database/notify-listener';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { MediaServerEntity } from './media-server.entity';
import { PlacementIndex, type Placement } from './placement-index';

/** Milliseconds before reading again after the database failed. */
const RETRY_MS = 1000;

/**
 * Keeps the placement index equal to the database: read whole at the start and when notifications may have been
 * missed, the servers when `media_servers_changed` says so, a workshop's placement by `placements_changed`. While the
 * database is away the index stays as it was.
 */
@Injectable()
export class PlacementProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PlacementProjection.name);
  private all = true;
  private servers = false;
  private readonly workshops = new Set<number>();
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly index: PlacementIndex,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
    private readonly faults: RowFaults,
    readiness: Readiness,
  ) {
    readiness.require('placement-index', () => index.isLoaded);
  }

  /** Nest's start: listens first and reads then, so that no change falls between. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('media_servers_changed', {
      onNotify: () => void this.wake((this.servers = true)),
      onReconnect: () => void this.wake((this.all = true)),
    });
    await this.notifications.listen('placements_changed', {
      onNotify: (workshopId) => void this.wake(this.workshops.add(workshopId)),
    });
    await this.wake();
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  /** One reader at a time: what changes while it reads is read once more. */
  private wake(_noted?: unknown): Promise<void> {
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  private async work(): Promise<void> {
    while (!this.closed && (this.all || this.servers || this.workshops.size > 0)) {
      const [all, servers, workshops] = [this.all, this.servers, [...this.workshops]];
      this.all = this.servers = false;
      this.workshops.clear();
      try {
        if (all) this.index.replaceAll(await this.readServers(), await this.readPlacements(null));
        else if (servers) this.index.replaceServers(await this.readServers());
        if (!all && workshops.length > 0) await this.readChanged(workshops);
      } catch (cause) {
        if (this.closed) return;
        this.logger.error('The placement index could not be read; trying again.', cause);
        this.all = true;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async readChanged(workshops: readonly number[]): Promise<void> {
    const placements = await this.readPlacements(workshops);
    const found = new Set(placements.map(({ workshopId }) => workshopId));
    this.index.put(
      placements,
      workshops.filter((id) => !found.has(id)),
    );
  }

  /** Servers with an address that viewers cannot use are kept, for what is placed there, and counted as faulty. */
  private async readServers(): Promise<MediaServerEntity[]> {
    const servers = await this.dataSource.getRepository(MediaServerEntity).find({ order: { id: 'ASC' } });
    const ids = new Set(servers.map(({ id }) => id));
    for (const { id } of this.index.servers) if (!ids.has(id)) this.faults.clear('placements', nameOf(id));
    for (const server of servers)
      this.faults.isolate('placements', nameOf(server.id), () => parseAddresses(server));
    return servers;
  }

  /** @param workshops Null: of all of them. */
  private async readPlacements(workshops: readonly number[] | null): Promise<Placement[]> {
    return this.dataSource.query<Placement[]>(
      `SELECT id AS "workshopId", media_server_id AS "mediaServerId" FROM workshop WHERE $1::int[] IS NULL OR id = ANY($1)`,
      [workshops],
    );
  }
}

function nameOf(serverId: number): string {
  return `media server ${serverId}`;
}

/** @throws TypeError for an address that is none. */
function parseAddresses({ webrtcUrl, hlsUrl, rtspUrl }: MediaServerEntity): void {
  // Of a scheme that it does not know, URL reads any host.
  for (const url of [webrtcUrl, hlsUrl, rtspUrl.replace(/^rtsps?:/, 'http:')]) new URL(url);
}
