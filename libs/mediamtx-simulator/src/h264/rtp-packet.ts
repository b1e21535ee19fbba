/** The used fields of an RTP packet (RFC 3550 §5.1). */
export interface RtpPacket {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  payload: Buffer;
}

const HEADER = 12;

/** Parses an RTP packet. Returns null if it is invalid. */
export function parseRtp(raw: Buffer): RtpPacket | null {
  if (raw.length < HEADER || raw[0]! >> 6 !== 2) return null;
  const padded = (raw[0]! & 0x20) !== 0;
  const extended = (raw[0]! & 0x10) !== 0;
  let start = HEADER + (raw[0]! & 0x0f) * 4;
  if (extended) {
    if (raw.length < start + 4) return null;
    start += 4 + raw.readUInt16BE(start + 2) * 4;
  }
  const end = raw.length - (padded ? raw[raw.length - 1]! : 0);
  if (end < start) return null;
  return {
    payloadType: raw[1]! & 0x7f,
    marker: (raw[1]! & 0x80) !== 0,
    sequence: raw.readUInt16BE(2),
    timestamp: raw.readUInt32BE(4),
    payload: raw.subarray(start, end),
  };
}

/** Serializes an RTP packet. */
export function writeRtp(packet: RtpPacket, ssrc: number): Buffer {
  const raw = Buffer.allocUnsafe(HEADER + packet.payload.length);
  raw[0] = 0x80;
  raw[1] = (packet.marker ? 0x80 : 0) | packet.payloadType;
  raw.writeUInt16BE(packet.sequence & 0xffff, 2);
  raw.writeUInt32BE(packet.timestamp >>> 0, 4);
  raw.writeUInt32BE(ssrc, 8);
  packet.payload.copy(raw, HEADER);
  return raw;
}
