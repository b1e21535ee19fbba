/** An RTSP request or response (RFC 2326 §6, §7); header names in lower case. */
export interface RtspMessage {
  /** `DESCRIBE rtsp://… RTSP/1.0` or `RTSP/1.0 200 OK`. */
  readonly startLine: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD_LIMIT_BYTES = 16 * 1024;
const BODY_LIMIT_BYTES = 128 * 1024;
const DOLLAR = 0x24;

/**
 * Takes the bytes of one connection apart: messages are handed on, interleaved packets (RFC 2326 §10.12) are skipped,
 * since a camera does not care what a receiver reports. Throws on what cannot be RTSP.
 */
export class RtspReader {
  private pending = Buffer.alloc(0);

  constructor(private readonly onMessage: (message: RtspMessage) => void) {}

  push(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    while (this.takePacket() || this.takeMessage());
  }

  private takePacket(): boolean {
    if (this.pending[0] !== DOLLAR || this.pending.length < 4) return false;
    return this.drop(4 + this.pending.readUInt16BE(2));
  }

  private takeMessage(): boolean {
    if (this.pending.length === 0 || this.pending[0] === DOLLAR) return false;
    const end = this.pending.indexOf('\r\n\r\n');
    if (end < 0 ? this.pending.length > HEAD_LIMIT_BYTES : end > HEAD_LIMIT_BYTES) throw new Error('no RTSP');
    if (end < 0) return false;
    const [startLine = '', ...lines] = this.pending.subarray(0, end).toString().split('\r\n');
    const headers = Object.fromEntries(lines.map(headerOf));
    const length = Number(headers['content-length'] ?? 0);
    if (!startLine.includes('RTSP/1.0') || !(length >= 0 && length <= BODY_LIMIT_BYTES))
      throw new Error('no RTSP');
    const body = this.pending.subarray(end + 4, end + 4 + length).toString();
    if (!this.drop(end + 4 + length)) return false;
    this.onMessage({ startLine, headers, body });
    return true;
  }

  private drop(bytes: number): boolean {
    if (this.pending.length < bytes) return false;
    this.pending = this.pending.subarray(bytes);
    return true;
  }
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** The bytes of a message; `Content-Length` is added where there is a body. */
export function formatRtsp(
  startLine: string,
  headers: Readonly<Record<string, string | number>>,
  body = '',
): string {
  const all = body ? { ...headers, 'Content-Length': Buffer.byteLength(body) } : headers;
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${startLine}\r\n${lines.join('')}\r\n${body}`;
}

/** An RTP or RTCP packet as it travels inside the RTSP connection. */
export function interleaved(channel: number, packet: Buffer): Buffer {
  const header = Buffer.from([DOLLAR, channel, packet.length >> 8, packet.length & 0xff]);
  return Buffer.concat([header, packet]);
}
