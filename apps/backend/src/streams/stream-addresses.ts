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

  constructor(config: MediamtxConfig) {
    this.webrtc = withoutSlash(config.webrtcUrl);
    this.hls = withoutSlash(config.hlsUrl);
    this.rtsp = withoutSlash(config.rtspUrl);
  }

  /**
   * The token goes into the query for RTSP only: VLC and ffmpeg cut `user:password` at 127 characters (MediaMTX
   * contract §7), while a query would show up in the logs of web proxies.
   */
  of(path: string, token: string): StreamAddress {
    return {
      webrtcUrl: `${this.webrtc}/${path}/whep`,
      hlsUrl: `${this.hls}/${path}/index.m3u8`,
      rtspUrl: `${this.rtsp}/${path}?token=${token}`,
    };
  }
}

function withoutSlash(url: string | URL): string {
  return String(url).replace(/\/+$/, '');
}
