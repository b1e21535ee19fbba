/** First byte of a packet inside an RTSP connection: `$`. */
export const INTERLEAVED_MARK = 0x24;
const HEADER_BYTES = 4;

/** An RTP or RTCP packet inside an RTSP connection (RFC 2326 §10.12). */
export interface InterleavedPacket {
  readonly channel: number;
  readonly payload: Buffer;
  /** Bytes that the packet occupies in the connection. */
  readonly length: number;
}

/** Parses the packet at the beginning of some bytes, which start with `INTERLEAVED_MARK`. Null: incomplete. */
export function parseInterleavedPacket(bytes: Buffer): InterleavedPacket | null {
  if (bytes.length < HEADER_BYTES) return null;
  const length = HEADER_BYTES + bytes.readUInt16BE(2);
  if (bytes.length < length) return null;
  return { channel: bytes[1] ?? 0, payload: bytes.subarray(HEADER_BYTES, length), length };
}

/** Formats an RTP or RTCP packet for an RTSP connection. @param packet At most 65,535 bytes. */
export function formatInterleavedPacket(channel: number, packet: Buffer): Buffer {
  const header = Buffer.from([INTERLEAVED_MARK, channel, packet.length >> 8, packet.length & 0xff]);
  return Buffer.concat([header, packet]);
}
