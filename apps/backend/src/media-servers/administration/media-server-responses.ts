import { Injectable } from '@nestjs/common';
import type { MediaServerDetails, MediaServerHealthInfo } from '@ppf/contracts';
import { CountPlacedWorkshops, type PlacedWorkshop } from '../moving/count-placed-workshops';
import type { MediaServerEntity } from '../placement/media-server.entity';
import type { MediaServerHealth } from '../servers/media-server-health';
import { MediaServers } from '../servers/media-servers';
import { toInstant } from '../../platform/database/to-instant';

/** Maps rows of media servers to responses, with their health and the workshops that are placed on them. */
@Injectable()
export class MediaServerResponses {
  constructor(
    private readonly servers: MediaServers,
    private readonly countPlacedWorkshops: CountPlacedWorkshops,
  ) {}

  /** Responses of several media servers. */
  async ofAll(rows: readonly MediaServerEntity[]): Promise<MediaServerDetails[]> {
    const placed = await this.countPlacedWorkshops.count({});
    return rows.map((row) => this.toResponse(row, placed));
  }

  /** Response of one media server. */
  async of(row: MediaServerEntity): Promise<MediaServerDetails> {
    return this.toResponse(row, await this.countPlacedWorkshops.count({ serverId: row.id }));
  }

  private toResponse(row: MediaServerEntity, placed: readonly PlacedWorkshop[]): MediaServerDetails {
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
      created_at: toInstant(row.createdAt),
      health: toHealthResponse(this.servers.get(row.id)?.health),
      workshops: here.length,
      cameras: sum(({ cameras }) => cameras),
      live: sum(({ live }) => live),
      viewers: sum(({ viewers }) => viewers),
    };
  }
}

function toHealthResponse(health: MediaServerHealth | undefined): MediaServerHealthInfo {
  return {
    reachable: health?.isReachable ?? false,
    version: health?.version ?? null,
    since: health?.since?.toISOString() ?? null,
    answered_at: health?.answeredAt?.toISOString() ?? null,
  };
}
