import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateMediaServerRequest, ProblemCode, UpdateMediaServerRequest } from '@ppf/contracts';
import { IsNull, Repository } from 'typeorm';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServerEntity } from '../../placement';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';

/** Constraints that a name or an address can run against. */
const TAKEN: Readonly<Record<string, ProblemCode>> = {
  media_server_name_taken: 'media-server-name-taken',
  media_server_api_url_taken: 'media-server-address-taken',
};

/** Adds a media server, or changes what is told of one. Workshops are placed on a new one from then on. */
@Injectable()
export class SetUpMediaServer {
  constructor(
    @InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>,
    private readonly config: MediamtxConfig,
  ) {}

  /**
   * @param server Absent: a new one.
   * @throws DomainError edge-needs-origin, not-in-jwt-mode for an edge, media-server-name-taken, media-server-address-taken, or media-server-is-configured for an
   * address of the one that the settings name.
   */
  async setUp(
    told: CreateMediaServerRequest | UpdateMediaServerRequest,
    server: MediaServerEntity = this.servers.create(),
  ): Promise<MediaServerEntity> {
    const { name = server.name, ...addresses } = told;
    const edge = await this.edgeOf(told, server);
    if (server.isConfigured && Object.keys(addresses).length > 0)
      throw new DomainError('media-server-is-configured');
    const apiUrl = withoutSlash(told.api_url) ?? server.apiUrl;
    const webrtcUrl = withoutSlash(told.webrtc_url) ?? server.webrtcUrl;
    const hlsUrl = withoutSlash(told.hls_url) ?? server.hlsUrl;
    const rtspUrl = withoutSlash(told.rtsp_url) ?? server.rtspUrl;
    try {
      return await this.servers.save({
        ...server,
        name: name.trim(),
        apiUrl,
        webrtcUrl,
        hlsUrl,
        rtspUrl,
        ...edge,
      });
    } catch (cause) {
      const code = TAKEN[violatedConstraint(cause) ?? ''];
      throw code ? new DomainError(code, { cause }) : cause;
    }
  }

  /** Whether it is an edge stays as it was told first: its viewers, and its origin's, depend on it. */
  private async edgeOf(
    told: CreateMediaServerRequest | UpdateMediaServerRequest,
    { id, edgeOfId, pullsFrom }: Partial<MediaServerEntity>,
  ): Promise<Pick<MediaServerEntity, 'edgeOfId' | 'pullsFrom'>> {
    const isNew = id === undefined;
    const origin = isNew && 'edge_of' in told ? (told.edge_of ?? null) : (edgeOfId ?? null);
    const from = told.pulls_from ?? pullsFrom ?? null;
    if (origin === null && from === null) return { edgeOfId: null, pullsFrom: null };
    if (this.config.auth === 'jwt') throw new DomainError('not-in-jwt-mode');
    // One level only: who fetches from an edge would be counted nowhere.
    const isOrigin = origin !== null && (await this.servers.existsBy({ id: origin, edgeOfId: IsNull() }));
    if (!isOrigin || from === null) throw new DomainError('edge-needs-origin');
    return { edgeOfId: origin, pullsFrom: from };
  }
}

function withoutSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}
