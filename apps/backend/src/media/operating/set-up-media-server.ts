import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateMediaServerRequest, ProblemCode, UpdateMediaServerRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
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
  constructor(@InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>) {}

  /**
   * @param server Absent: a new one.
   * @throws DomainError media-server-name-taken, media-server-address-taken, or media-server-is-configured for an
   * address of the one that the settings name.
   */
  async setUp(
    told: CreateMediaServerRequest | UpdateMediaServerRequest,
    server: MediaServerEntity = this.servers.create(),
  ): Promise<MediaServerEntity> {
    const { name = server.name, ...addresses } = told;
    if (server.isConfigured && Object.keys(addresses).length > 0)
      throw new DomainError('media-server-is-configured');
    const apiUrl = withoutSlash(told.api_url) ?? server.apiUrl;
    const webrtcUrl = withoutSlash(told.webrtc_url) ?? server.webrtcUrl;
    const hlsUrl = withoutSlash(told.hls_url) ?? server.hlsUrl;
    const rtspUrl = withoutSlash(told.rtsp_url) ?? server.rtspUrl;
    try {
      return await this.servers.save({ ...server, name: name.trim(), apiUrl, webrtcUrl, hlsUrl, rtspUrl });
    } catch (cause) {
      const code = TAKEN[violatedConstraint(cause) ?? ''];
      throw code ? new DomainError(code, { cause }) : cause;
    }
  }
}

function withoutSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}
