import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { type MediaServerEntity, PlacementIndex } from '../../media-servers';
import { DomainError } from '../../platform/problems/domain-error';

/** Addresses at which a stream plays. */
export interface StreamAddress {
  /** WHEP endpoint. */
  readonly webrtcUrl: string;
  /** HLS multivariant playlist. */
  readonly hlsUrl: string;
  /** Contains the token, so that it plays as it is. Never log it. */
  readonly rtspUrl: string;
}

/** Builds the addresses of streams at the media server that their workshop is placed on. */
@Injectable()
export class StreamAddresses {
  private readonly tokenKey: 'token' | 'jwt';

  constructor(
    private readonly placements: PlacementIndex,
    config: MediamtxConfig,
  ) {
    // In JWT mode MediaMTX reads `token` from v1.18.0 on and `jwt` in every release (MediaMTX contract §2).
    this.tokenKey = config.auth === 'jwt' ? 'jwt' : 'token';
  }

  /**
   * The media server that serves a viewer: the edge of the token while it exists, else the one of the workshop.
   * @param edgeId The token's edge; absent: none.
   * @throws DomainError `not-ready` before the placements are loaded.
   */
  serverOf(workshopId: number, edgeId?: number): MediaServerEntity {
    const server = this.placements.serving(workshopId, edgeId);
    if (!server) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    return server;
  }

  /**
   * Addresses of a path at a media server. The token is in the query for RTSP only: VLC and ffmpeg cut `user:password` at 127 characters (MediaMTX contract §7),
   * and a query would appear in the logs of web proxies.
   */
  of(
    server: Pick<MediaServerEntity, 'webrtcUrl' | 'hlsUrl' | 'rtspUrl'>,
    path: string,
    token: string,
  ): StreamAddress {
    return {
      webrtcUrl: `${server.webrtcUrl}/${path}/whep`,
      hlsUrl: `${server.hlsUrl}/${path}/index.m3u8`,
      rtspUrl: `${server.rtspUrl}/${path}?${this.tokenKey}=${token}`,
    };
  }
}
