import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';
import { NotifyListener } from '../../platform/database/notify-listener';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { type RowCopy, RowProjection, type RowSource } from '../../platform/projection/row-projection';
import { SqlRows } from '../../platform/projection/sql-rows';
import { MediaServerEntity } from './media-server.entity';
import { type Placement, PlacementIndex } from './placement-index';

type PlacementRow = Placement & { readonly id: number };

const PLACEMENTS = `
  SELECT id, id AS "workshopId", media_server_id AS "mediaServerId", moving_to_id AS "movingToId" FROM workshop`;

/** Projects the rows of media servers and the placements of workshops into the placement index. */
@Injectable()
export class PlacementProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly placements: RowProjection<PlacementRow>;
  private readonly servers: RowProjection<MediaServerEntity>;

  constructor(
    private readonly index: PlacementIndex,
    dataSource: DataSource,
    notifications: NotifyListener,
    private readonly faults: RowFaults,
    readiness: Readiness,
  ) {
    readiness.require('placement-index', () => index.isLoaded);
    const dependencies = { notifications, faults };
    this.placements = new RowProjection(dependencies, {
      name: 'placements of workshops',
      channels: { placements_changed: (workshopId) => [workshopId] },
      source: new SqlRows<PlacementRow>(dataSource, { select: PLACEMENTS }),
      copy: this.placementCopy(),
      faults: { task: 'placements', row: 'workshop' },
    });
    this.servers = new RowProjection(dependencies, {
      name: 'media servers',
      channels: { media_servers_changed: () => 'all' },
      source: serverSource(dataSource),
      copy: this.serverCopy(),
      faults: { task: 'placements', row: 'media server' },
    });
  }

  /** Loads the placements first: media servers start as soon as they are loaded. */
  async onApplicationBootstrap(): Promise<void> {
    await this.placements.start();
    await this.servers.start();
  }

  /** Stops both projections. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.placements.stop(), this.servers.stop()]);
  }

  private placementCopy(): RowCopy<PlacementRow> {
    let changed: PlacementRow[] = [];
    let deleted: number[] = [];
    return {
      beginLoad: () => {
        const rows: PlacementRow[] = [];
        return {
          put: (row) => void rows.push(row),
          commit: () => this.index.replacePlacements(rows),
        };
      },
      put: (row) => void changed.push(row),
      remove: (id) => void deleted.push(id),
      applied: () => {
        this.index.put(changed, deleted);
        [changed, deleted] = [[], []];
      },
    };
  }

  /** A media server with an invalid address stays, because workshops are placed on it, and counts as faulty. */
  private serverCopy(): RowCopy<MediaServerEntity> {
    return {
      beginLoad: () => {
        const rows: MediaServerEntity[] = [];
        return {
          put: (row) => {
            rows.push(row);
            validateAddresses(row);
          },
          commit: () => this.replaceServers(rows),
        };
      },
      // A change of one media server loads all of them.
      put: () => undefined,
      remove: () => undefined,
    };
  }

  private replaceServers(rows: readonly MediaServerEntity[]): void {
    const ids = new Set(rows.map(({ id }) => id));
    for (const { id } of this.index.servers)
      if (!ids.has(id)) this.faults.clear('placements', `media server ${id}`);
    this.index.replaceServers(rows);
  }
}

function serverSource(dataSource: DataSource): RowSource<MediaServerEntity> {
  const rows = () => dataSource.getRepository(MediaServerEntity);
  return {
    readPage: (afterId, limit) =>
      rows().find({ where: { id: MoreThan(afterId) }, order: { id: 'ASC' }, take: limit }),
    readByIds: (ids) => rows().findBy({ id: In([...ids]) }),
  };
}

/** @throws TypeError for an invalid address. */
function validateAddresses({ webrtcUrl, hlsUrl, rtspUrl }: MediaServerEntity): void {
  // The URL parser validates the host of special schemes only, and `rtsp:` is none.
  for (const url of [webrtcUrl, hlsUrl, rtspUrl.replace(/^rtsps?:/, 'http:')]) new URL(url);
}
