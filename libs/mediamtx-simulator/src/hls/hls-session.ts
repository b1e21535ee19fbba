import { randomUUID } from 'node:crypto';
import type { Path } from '../paths/path';
import type { Reader } from '../paths/participants';
import type { HlsMuxer } from './hls-muxer';

/** One HLS viewer. An index request creates it; requests with its secret extend it (MediaMTX contract §6). */
export class HlsSession implements Reader {
  readonly id = randomUUID();
  readonly secret = randomUUID();
  readonly created = new Date();
  user = '';
  path: Path | null = null;
  muxer: HlsMuxer | null = null;
  lastRequestMs = Date.now();
  bytesSent = 0;

  constructor(
    readonly pathName: string,
    /** Only requests from this address belong to the session. */
    readonly ip: string,
    private readonly remoteAddr: string,
    private readonly query: string,
    private readonly userAgent: string,
  ) {}

  describe() {
    return { type: 'hlsSession', id: this.id };
  }

  /** The muxer closes its sessions. */
  close(): void {}

  /** In the format of the Control API. */
  item() {
    return {
      id: this.id,
      created: this.created.toISOString(),
      remoteAddr: this.remoteAddr,
      path: this.pathName,
      query: this.query,
      user: this.user,
      userAgent: this.userAgent,
      isCDN: false,
      outboundBytes: this.bytesSent,
    };
  }
}
