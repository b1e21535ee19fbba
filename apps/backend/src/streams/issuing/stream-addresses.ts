import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { PlacementIndex } from '../../placement';
import { DomainError } from '../../platform/problems/domain-error';
import { type PitAccess } from '../access-index/pit-access';

/** Where a stream plays, for those who watch. */
export interface StreamAddress {
  /** WHEP endpoint. */
  readonly webrtcUrl: string;
  /** HLS multivariant playlist. */
  readonly hlsUrl: string;
  /** Plays as it is: holds the token. Never log it. */
  readonly rtspUrl: string;
}

/** Makes the addresses of streams at the media server that their workshop is placed on. */
@Injectable()
export class StreamAddresses {
  private readonly tokenKey: 'token' | 'jwt';

  constructor(
    private readonly placements: PlacementIndex,
    config: MediamtxConfig,
  ) {
    // Where MediaMTX reads it by itself, `token` is known from v1.18.0 on and `jwt` to all (MediaMTX contract §2).
    this.tokenKey = config.auth === 'jwt' ? 'jwt' : 'token';
  }

  /**
   * The token goes into the query for RTSP only: VLC and ffmpeg cut `user:password` at 127 characters (MediaMTX
   * contract §7), while a query would show up in the logs of web proxies.
   * @param edgeId The edge that the token is for; absent: none.
   * @throws DomainError `not-ready` before the placements are read.
   */
  of(
    { path, workshopId }: Pick<PitAccess, 'path' | 'workshopId'>,
    token: string,
    edgeId?: number,
  ): StreamAddress {
    const server = this.placements.server(edgeId ?? 0) ?? this.placements.serverOf(workshopId);
    if (!server) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    return {
      webrtcUrl: `${server.webrtcUrl}/${path}/whep`,
      hlsUrl: `${server.hlsUrl}/${path}/index.m3u8`,
      rtspUrl: `${server.rtspUrl}/${path}?${this.tokenKey}=${token}`,
    };
  }
}
