/** A request or a response of RTSP (RFC 2326). */
export interface RtspMessage {
  /** `DESCRIBE rtsp://… RTSP/1.0` or `RTSP/1.0 200 OK` */
  startLine: string;
  /** Values by lower-case name, in order. */
  headers: Map<string, string[]>;
  body: string;
}

/** Events of an RTSP connection. */
export interface RtspEvents {
  onMessage(message: RtspMessage): void;
  onPacket(channel: number, packet: Buffer): void;
  /** The remote side violated the protocol or a limit. */
  onFault(reason: string): void;
}

/** Limits of MediaMTX (MediaMTX contract §7), in bytes. */
const URL_LIMIT = 2048;
const HEADER_LIMIT = 2048;
const HEADERS_LIMIT = 255;
const BODY_LIMIT = 128 * 1024;
const HEAD_LIMIT = HEADERS_LIMIT * 64 + URL_LIMIT + 4 * HEADER_LIMIT;

/** Splits the bytes of an RTSP connection into messages and interleaved packets. */
export class RtspReader {
  private pending: Buffer = Buffer.alloc(0);
  private dead = false;

  constructor(private readonly events: RtspEvents) {}

  /** Adds received bytes. */
  push(bytes: Buffer): void {
    if (this.dead) return;
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    while (!this.dead && this.pending.length > 0 && (this.readPacket() || this.readMessage()));
  }

  private readPacket(): boolean {
    if (this.pending[0] !== 0x24 || this.pending.length < 4) return false;
    const end = 4 + this.pending.readUInt16BE(2);
    if (this.pending.length < end) return false;
    const channel = this.pending[1]!;
    const packet = this.pending.subarray(4, end);
    this.pending = this.pending.subarray(end);
    this.events.onPacket(channel, packet);
    return true;
  }

  private readMessage(): boolean {
    if (this.pending[0] === 0x24) return false;
    const end = this.pending.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.pending.length > HEAD_LIMIT) this.fail('message is too long');
      return false;
    }
    const [startLine = '', ...lines] = this.pending.subarray(0, end).toString('utf8').split('\r\n');
    const headers = this.readHeaders(startLine, lines);
    if (!headers) return false;
    const length = Number(headers.get('content-length')?.[0] ?? 0);
    if (!(length >= 0 && length <= BODY_LIMIT)) {
      this.fail('body is too long');
      return false;
    }
    if (this.pending.length < end + 4 + length) return false;
    const body = this.pending.subarray(end + 4, end + 4 + length).toString('utf8');
    this.pending = this.pending.subarray(end + 4 + length);
    this.events.onMessage({ startLine, headers, body });
    return true;
  }

  private readHeaders(startLine: string, lines: string[]): Map<string, string[]> | null {
    if (startLine.length > URL_LIMIT + 32 || lines.length > HEADERS_LIMIT)
      return this.fail('message is too long');
    const headers = new Map<string, string[]>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      const value = line.slice(colon + 1).trim();
      if (colon < 0 || value.length > HEADER_LIMIT) return this.fail('invalid header');
      const name = line.slice(0, colon).toLowerCase();
      headers.set(name, [...(headers.get(name) ?? []), value]);
    }
    return headers;
  }

  private fail(reason: string): null {
    this.dead = true;
    this.events.onFault(reason);
    return null;
  }
}
