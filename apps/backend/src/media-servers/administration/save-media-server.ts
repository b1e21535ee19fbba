import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateMediaServerRequest, ProblemCode, UpdateMediaServerRequest } from '@ppf/contracts';
import { IsNull, Repository } from 'typeorm';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { Clock } from '../../platform/clock';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { isAgentConnected, MediaAgentEntity } from '../placement/media-agent.entity';
import { MediaServerEntity } from '../placement/media-server.entity';

/** Problem codes by the unique constraint that a name or an address violates. */
const CODES_BY_CONSTRAINT: Readonly<Record<string, ProblemCode>> = {
  media_server_name_taken: 'media-server-name-taken',
  media_server_api_url_taken: 'media-server-address-taken',
};

/** Adds a media server, or changes its name or addresses. New workshops can be placed on a new one immediately. */
@Injectable()
export class SaveMediaServer {
  constructor(
    @InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>,
    private readonly config: MediamtxConfig,
    @InjectRepository(MediaAgentEntity) private readonly agents: Repository<MediaAgentEntity>,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a media server.
   * @param server Row to change; absent: a new one.
   * @throws DomainError edge-needs-origin; not-in-jwt-mode for an edge; media-server-name-taken;
   * media-server-address-taken; media-agent-not-ready; media-server-is-configured for an address of the media server that the settings name.
   */
  async save(
    request: CreateMediaServerRequest | UpdateMediaServerRequest,
    server: MediaServerEntity = this.servers.create(),
  ): Promise<MediaServerEntity> {
    const { name = server.name, ...changes } = request;
    const { paths_by: pathsBy = server.pathsBy, ...addresses }: Omit<UpdateMediaServerRequest, 'name'> =
      changes;
    if (pathsBy === 'file' && server.pathsBy !== 'file') await this.assertAgentReady(server.id);
    const edge = await this.edgeOf(request, server);
    if (server.isConfigured && Object.keys(addresses).length > 0)
      throw new DomainError('media-server-is-configured');
    const apiUrl = withoutTrailingSlashes(request.api_url) ?? server.apiUrl;
    const webrtcUrl = withoutTrailingSlashes(request.webrtc_url) ?? server.webrtcUrl;
    const hlsUrl = withoutTrailingSlashes(request.hls_url) ?? server.hlsUrl;
    const rtspUrl = withoutTrailingSlashes(request.rtsp_url) ?? server.rtspUrl;
    try {
      return await this.servers.save({
        ...server,
        name: name.trim(),
        apiUrl,
        webrtcUrl,
        hlsUrl,
        rtspUrl,
        ...edge,
        pathsBy,
      });
    } catch (cause) {
      const code = CODES_BY_CONSTRAINT[violatedConstraint(cause) ?? ''];
      throw code ? new DomainError(code, { cause }) : cause;
    }
  }

  /** With a file that MediaMTX has not loaded, no path would be set. */
  private async assertAgentReady(id: number): Promise<void> {
    const agent = await this.agents.findOneBy({ mediaServerId: id });
    const isReady = agent?.report?.owns_file === true && isAgentConnected(agent, this.clock.now());
    if (!isReady) throw new DomainError('media-agent-not-ready');
  }

  /** Whether it is an edge, and of which origin, cannot change later: the viewer counts of both depend on it. */
  private async edgeOf(
    request: CreateMediaServerRequest | UpdateMediaServerRequest,
    { id, edgeOfId, pullsFrom }: Partial<MediaServerEntity>,
  ): Promise<Pick<MediaServerEntity, 'edgeOfId' | 'pullsFrom'>> {
    const isNew = id === undefined;
    const originId = isNew && 'edge_of' in request ? (request.edge_of ?? null) : (edgeOfId ?? null);
    const address = request.pulls_from ?? pullsFrom ?? null;
    if (originId === null && address === null) return { edgeOfId: null, pullsFrom: null };
    if (this.config.auth === 'jwt') throw new DomainError('not-in-jwt-mode');
    // One level only: viewers at an edge of an edge would not be counted.
    const isOrigin = originId !== null && (await this.servers.existsBy({ id: originId, edgeOfId: IsNull() }));
    if (!isOrigin || address === null) throw new DomainError('edge-needs-origin');
    return { edgeOfId: originId, pullsFrom: address };
  }
}

function withoutTrailingSlashes(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}
