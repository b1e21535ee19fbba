/** The used fields of an RTP packet (RFC 3550 §5.1). */
export interface RtpPacket {
  readonly payloadType: number;
  readonly sequence: number;
  /** Ticks of the track's RTP clock, 32 bits. */
  readonly timestamp: number;
  /** Marks the last packet of a picture. */
  readonly marker: boolean;
  readonly payload: Buffer;
}

/** Parses an RTP packet. Null: the bytes are not an RTP packet. */
export function parseRtpPacket(bytes: Buffer): RtpPacket | null {
  if (bytes.length < 12 || (bytes[0] ?? 0) >> 6 !== 2) return null;
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  let start = 12 + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return null;
    start += 4 + 4 * bytes.readUInt16BE(start + 2);
  }
  const padding = (first & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0);
  if (start > bytes.length - padding) return null;
  return {
    payloadType: second & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    marker: (second & 0x80) !== 0,
    payload: bytes.subarray(start, bytes.length - padding),
  };
}

/** Ticks from one timestamp to a later one, correct across the 32-bit wrap. Negative: `later` precedes `earlier`. */
export function ticksBetween(earlier: number, later: number): number {
  return (later - earlier) | 0;
}
