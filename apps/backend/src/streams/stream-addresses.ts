import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../config/mediamtx.config';

/** Where a stream plays, for those who watch. */
export interface StreamAddress {
  /** WHEP endpoint. */
  readonly webrtcUrl: string;
  /** HLS multivariant playlist. */
  readonly hlsUrl: string;
  /** Plays as it is: holds the token. Never log it. */
  readonly rtspUrl: string;
}

/** Makes the addresses of streams at the media server. */
@Injectable()
export class StreamAddresses {
  private readonly webrtc: string;
  private readonly hls: string;
  private readonly rtsp: string;
  private readonly tokenKey: 'token' | 'jwt';

  constructor(config: MediamtxConfig) {
    this.webrtc = withoutSlash(config.webrtcUrl);
    this.hls = withoutSlash(config.hlsUrl);
    this.rtsp = withoutSlash(config.rtspUrl);
    // Where MediaMTX reads it by itself, `token` is known from v1.18.0 on and `jwt` to all (MediaMTX contract §2).
    this.tokenKey = config.auth === 'jwt' ? 'jwt' : 'token';
  }

  /**
   * The token goes into the query for RTSP only: VLC and ffmpeg cut `user:password` at 127 characters (MediaMTX
   * contract §7), while a query would show up in the logs of web proxies.
   */
  of(path: string, token: string): StreamAddress {
    return {
      webrtcUrl: `${this.webrtc}/${path}/whep`,
      hlsUrl: `${this.hls}/${path}/index.m3u8`,
      rtspUrl: `${this.rtsp}/${path}?${this.tokenKey}=${token}`,
    };
  }
}

function withoutSlash(url: string | URL): string {
  return String(url).replace(/\/+$/, '');
}
