import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { MediaAgentDetails, MediaServerDetails, MediaServerHealthInfo } from '@ppf/contracts';
import { In, Repository } from 'typeorm';
import { CountPlacedWorkshops, type PlacedWorkshop } from '../moving/count-placed-workshops';
import { isAgentConnected, MediaAgentEntity } from '../placement/media-agent.entity';
import type { MediaServerEntity } from '../placement/media-server.entity';
import type { MediaServerHealth } from '../servers/media-server-health';
import { MediaServers } from '../servers/media-servers';
import { Clock } from '../../platform/clock';
import { toInstant } from '../../platform/database/to-instant';

/** Maps rows of media servers to responses, with their health and the workshops that are placed on them. */
@Injectable()
export class MediaServerResponses {
  constructor(
    private readonly servers: MediaServers,
    private readonly countPlacedWorkshops: CountPlacedWorkshops,
    @InjectRepository(MediaAgentEntity) private readonly agents: Repository<MediaAgentEntity>,
    private readonly clock: Clock,
  ) {}

  /** Responses of several media servers. */
  async ofAll(rows: readonly MediaServerEntity[]): Promise<MediaServerDetails[]> {
    const placed = await this.countPlacedWorkshops.count({});
    const agents = await this.agentsOf(rows);
    return rows.map((row) => this.toResponse(row, placed, agents.get(row.id)));
  }

  /** Response of one media server. */
  async of(row: MediaServerEntity): Promise<MediaServerDetails> {
    const placed = await this.countPlacedWorkshops.count({ serverId: row.id });
    return this.toResponse(row, placed, (await this.agentsOf([row])).get(row.id));
  }

  private async agentsOf(rows: readonly MediaServerEntity[]): Promise<ReadonlyMap<number, MediaAgentEntity>> {
    const agents = await this.agents.findBy({ mediaServerId: In(rows.map(({ id }) => id)) });
    return new Map(agents.map((agent) => [agent.mediaServerId, agent]));
  }

  private toResponse(
    row: MediaServerEntity,
    placed: readonly PlacedWorkshop[],
    agent: MediaAgentEntity | undefined,
  ): MediaServerDetails {
    const here = placed.filter(({ serverId }) => serverId === row.id);
    const sum = (of: (each: PlacedWorkshop) => number) => here.reduce((total, each) => total + of(each), 0);
    return {
      id: row.id,
      name: row.name,
      state: row.state,
      is_configured: row.isConfigured,
      paths_by: row.pathsBy,
      agent: toAgentResponse(agent, this.clock.now()),
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

function toAgentResponse(agent: MediaAgentEntity | undefined, now: Date): MediaAgentDetails {
  const enrolled = (agent?.credentialHash ?? null) !== null;
  const codeExpiresAt = agent && !(enrolled && hasCodeOfSettings(agent)) ? agent.codeExpiresAt : null;
  return {
    enrolled,
    code_expires_at: codeExpiresAt && codeExpiresAt > now ? toInstant(codeExpiresAt) : null,
    reported_at: agent?.reportedAt ? toInstant(agent.reportedAt) : null,
    connected: agent !== undefined && isAgentConnected(agent, now),
    report: agent?.report ?? null,
  };
}

/** The code of the settings stays valid, so it is not an unused one. */
function hasCodeOfSettings({ codeHash, settingsCodeHash }: MediaAgentEntity): boolean {
  return codeHash !== null && settingsCodeHash !== null && codeHash.equals(settingsCodeHash);
}

function toHealthResponse(health: MediaServerHealth | undefined): MediaServerHealthInfo {
  return {
    reachable: health?.isReachable ?? false,
    version: health?.version ?? null,
    since: health?.since?.toISOString() ?? null,
    answered_at: health?.answeredAt?.toISOString() ?? null,
  };
}
