import { INTERLEAVED_MARK, parseHeaderBlock, parseInterleavedPacket } from '@ppf/rtsp-wire';

/** An RTSP request or response (RFC 2326 §6, §7). Header names are in lower case. */
export interface RtspMessage {
  /** `DESCRIBE rtsp://… RTSP/1.0` or `RTSP/1.0 200 OK`. */
  readonly startLine: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 128 * 1024;

/**
 * Splits the bytes of one connection into messages. Drops interleaved packets (RFC 2326 §10.12), because a sample camera
 * does not use receiver reports.
 */
export class RtspReader {
  private pending = Buffer.alloc(0);

  constructor(private readonly onMessage: (message: RtspMessage) => void) {}

  /** Adds received bytes. @throws Error when they are not RTSP. */
  push(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    for (let used = this.parseNext(); used > 0; used = this.parseNext())
      this.pending = this.pending.subarray(used);
  }

  /** @returns the bytes used; 0 when more are needed. */
  private parseNext(): number {
    if (this.pending.length === 0) return 0;
    if (this.pending[0] === INTERLEAVED_MARK) return parseInterleavedPacket(this.pending)?.length ?? 0;
    const block = parseHeaderBlock(this.pending, MAX_HEADER_BYTES);
    if (block === 'incomplete') return 0;
    if (block === 'invalid' || !block.startLine.includes('RTSP/1.0')) throw new Error('no RTSP');
    const headers = Object.fromEntries(
      [...block.headers].map(([name, [value = '']]) => [name, utf8(value.trim())]),
    );
    const length = Number(headers['content-length'] ?? 0);
    if (!(length >= 0 && length <= MAX_BODY_BYTES)) throw new Error('no RTSP');
    const end = block.length + length;
    if (this.pending.length < end) return 0;
    const body = this.pending.subarray(block.length, end).toString();
    this.onMessage({ startLine: block.startLine, headers, body });
    return end;
  }
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
