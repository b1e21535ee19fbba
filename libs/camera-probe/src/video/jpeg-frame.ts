import type { RtpPacket } from '@ppf/rtsp-wire';
import { HUFFMAN_TABLES, quantizersFor } from './jpeg-tables';

/** Larger than any JPEG of a camera; of a larger one no snapshot is made. */
const MAX_JPEG_BYTES = 2 * 1024 * 1024;
/** One table of quantizers, of 8 bits each. */
const TABLE_BYTES = 64;

/** Assembles one JPEG from its RTP packets (RFC 2435), with the headers of a file. */
export class JpegFrame {
  private timestamp: number | null = null;
  private head: Buffer | null = null;
  private parts: Buffer[] = [];
  private length = 0;
  private file: Buffer | null = null;

  /** The first complete picture. */
  get complete(): Buffer | null {
    return this.file;
  }

  /** Adds a packet. A picture without its beginning is discarded. */
  push({ payload, timestamp, marker }: RtpPacket): void {
    if (this.file !== null || payload.length < 8) return;
    const offset = payload.readUIntBE(1, 3);
    if (offset === 0) this.begin(payload, timestamp);
    else if (timestamp === this.timestamp && offset === this.length)
      this.add(payload.subarray(8 + restartBytes(payload)));
    else this.timestamp = null;
    if (marker && this.timestamp !== null && this.head !== null)
      this.file = Buffer.concat([this.head, ...this.parts, Buffer.from([0xff, 0xd9])]);
  }

  private begin(payload: Buffer, timestamp: number): void {
    this.parts = [];
    this.length = 0;
    this.timestamp = null;
    const { tables, dataStart } = parseTables(payload);
    if (tables === null) return;
    this.head = formatHeaders(payload, tables);
    if (this.head === null) return;
    this.timestamp = timestamp;
    this.add(payload.subarray(dataStart));
  }

  private add(part: Buffer): void {
    this.length += part.length;
    if (this.length > MAX_JPEG_BYTES) this.timestamp = null;
    else this.parts.push(part);
  }
}

// FFmpeg sends one table when brightness and colors share it. A camera may leave tables out that it has sent before
// (§4.2), or have some of 16 bits: of these, nothing is made.
function parseTables(payload: Buffer): { tables: Buffer | null; dataStart: number } {
  const start = 8 + restartBytes(payload);
  const quality = payload[5] ?? 0;
  if (quality < 128) return { tables: quantizersFor(quality), dataStart: start };
  const length = payload.length >= start + 4 ? payload.readUInt16BE(start + 2) : 0;
  const dataStart = start + 4 + length;
  const sent = payload.subarray(start + 4, dataStart);
  if (sent.length === TABLE_BYTES) return { tables: Buffer.concat([sent, sent]), dataStart };
  return { tables: sent.length === 2 * TABLE_BYTES ? sent : null, dataStart };
}

// Types 64 to 127 have restart markers, and a header that defines their interval (§3.1.7).
function restartBytes(payload: Buffer): number {
  const type = payload[4] ?? 0;
  return type >= 64 && type <= 127 ? 4 : 0;
}

function formatHeaders(payload: Buffer, tables: Buffer): Buffer | null {
  const [type, width, height] = [(payload[4] ?? 0) & 0x3f, (payload[6] ?? 0) * 8, (payload[7] ?? 0) * 8];
  if (type > 1 || width === 0 || height === 0) return null;
  const sampling = type === 0 ? 0x21 : 0x22;
  const size = Buffer.alloc(5);
  size[0] = 8;
  size.writeUInt16BE(height, 1);
  size.writeUInt16BE(width, 3);
  const restart = restartBytes(payload) > 0 ? [segment(0xdd, payload.subarray(8, 10))] : [];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.concat([Buffer.from([0]), tables.subarray(0, TABLE_BYTES)])),
    segment(0xdb, Buffer.concat([Buffer.from([1]), tables.subarray(TABLE_BYTES)])),
    ...restart,
    segment(0xc0, Buffer.concat([size, Buffer.from([3, 0, sampling, 0, 1, 0x11, 1, 2, 0x11, 1])])),
    ...HUFFMAN_TABLES.map((table) => segment(0xc4, table)),
    segment(0xda, Buffer.from([3, 0, 0, 1, 0x11, 2, 0x11, 0, 63, 0])),
  ]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
