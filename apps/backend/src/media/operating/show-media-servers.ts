import { Injectable } from '@nestjs/common';
import type { MediaServerDetails, MediaServerHealthInfo, WorkshopPlacement } from '@ppf/contracts';
import type { MediaServerEntity } from '../../placement';
import type { MediaServerHealth } from '../server/media-server-health';
import { MediaServers } from '../running/media-servers';
import { CountPlaced, type PlacedWorkshop } from './count-placed';

/** Shows media servers as the API does. */
@Injectable()
export class ShowMediaServers {
  constructor(
    private readonly servers: MediaServers,
    private readonly countPlaced: CountPlaced,
  ) {}

  /** Several of them, with what is placed on each. */
  async show(rows: readonly MediaServerEntity[]): Promise<MediaServerDetails[]> {
    const placed = await this.countPlaced.count({});
    return rows.map((row) => this.details(row, placed));
  }

  /** One of them. */
  async showOne(row: MediaServerEntity): Promise<MediaServerDetails> {
    return this.details(row, await this.countPlaced.count({ serverId: row.id }));
  }

  private details(row: MediaServerEntity, placed: readonly PlacedWorkshop[]): MediaServerDetails {
    const here = placed.filter(({ serverId }) => serverId === row.id);
    const sum = (of: (each: PlacedWorkshop) => number) => here.reduce((total, each) => total + of(each), 0);
    return {
      id: row.id,
      name: row.name,
      state: row.state,
      is_configured: row.isConfigured,
      api_url: row.apiUrl,
      webrtc_url: row.webrtcUrl,
      hls_url: row.hlsUrl,
      rtsp_url: row.rtspUrl,
      edge_of: row.edgeOfId,
      pulls_from: row.pullsFrom,
      created_at: row.createdAt.toISOString(),
      health: showHealth(this.servers.get(row.id)?.health),
      workshops: here.length,
      cameras: sum(({ cameras }) => cameras),
      live: sum(({ live }) => live),
      viewers: sum(({ viewers }) => viewers),
    };
  }
}

/** Where a workshop is, as the API shows it. */
export function showPlacement(placed: PlacedWorkshop): WorkshopPlacement {
  return {
    workshop_id: placed.id,
    workshop_name: placed.name,
    media_server_id: placed.serverId,
    moving_to_id: placed.movingToId,
    cameras: placed.cameras,
    push_cameras: placed.pushCameras,
    viewers: placed.viewers,
  };
}

function showHealth(health: MediaServerHealth | undefined): MediaServerHealthInfo {
  return {
    reachable: health?.isReachable ?? false,
    version: health?.version ?? null,
    since: health?.since?.toISOString() ?? null,
    answered_at: health?.answeredAt?.toISOString() ?? null,
  };
}
