/** Payload bytes per packet: fits with all headers into an MTU of 1500 and into MediaMTX's limit of 1452. */
const MAX_PAYLOAD_BYTES = 1400;
const HEADER_BYTES = 12;
const STAP_A = 24;
const FU_A = 28;
/** Dynamic payload type of the packets. */
export const H264_PAYLOAD_TYPE = 96;
/** RTP clock rate of H.264 in Hz (RFC 6184 §8.2.1). */
export const VIDEO_CLOCK_RATE = 90_000;

/**
 * Packetizes H.264 pictures as RTP (RFC 3550; RFC 6184, packetization mode 1). Each receiver needs its own instance, which
 * holds the sequence number and the counts of the sender report.
 */
export class H264Packetizer {
  private packets = 0;
  private octets = 0;

  constructor(
    private readonly ssrc: number,
    private sequence = 0,
  ) {}

  /** The packets of one picture. The last one has the marker bit. Parameter sets share one packet. */
  packetize(nals: readonly Buffer[], timestamp: number): Buffer[] {
    const sets = nals.filter(isParameterSet);
    const rest = nals.filter((nal) => !isParameterSet(nal));
    const payloads = [...(sets.length > 0 ? [aggregate(sets)] : []), ...rest.flatMap(fragment)];
    return payloads.map((payload, at) => this.packet(payload, timestamp, at === payloads.length - 1));
  }

  /** An RTCP sender report (RFC 3550 §6.4.1). @param wallClockMs Time of `timestamp` in milliseconds since 1970. */
  senderReport(timestamp: number, wallClockMs: number): Buffer {
    const report = Buffer.alloc(28);
    report.writeUInt8(0x80, 0);
    report.writeUInt8(200, 1);
    report.writeUInt16BE(6, 2);
    report.writeUInt32BE(this.ssrc, 4);
    // NTP time starts in 1900.
    report.writeUInt32BE((Math.floor(wallClockMs / 1000) + 2_208_988_800) >>> 0, 8);
    report.writeUInt32BE(Math.floor(((wallClockMs % 1000) / 1000) * 2 ** 32) >>> 0, 12);
    report.writeUInt32BE(timestamp >>> 0, 16);
    report.writeUInt32BE(this.packets >>> 0, 20);
    report.writeUInt32BE(this.octets >>> 0, 24);
    return report;
  }

  private packet(payload: Buffer, timestamp: number, marker: boolean): Buffer {
    const packet = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
    packet.writeUInt8(0x80, 0);
    packet.writeUInt8((marker ? 0x80 : 0) | H264_PAYLOAD_TYPE, 1);
    packet.writeUInt16BE(this.sequence, 2);
    packet.writeUInt32BE(timestamp >>> 0, 4);
    packet.writeUInt32BE(this.ssrc, 8);
    payload.copy(packet, HEADER_BYTES);
    this.sequence = (this.sequence + 1) & 0xffff;
    this.packets += 1;
    this.octets += payload.length;
    return packet;
  }
}

function isParameterSet(nal: Buffer): boolean {
  const type = (nal[0] ?? 0) & 0x1f;
  return type === 7 || type === 8;
}

function aggregate(nals: readonly Buffer[]): Buffer {
  const parts = nals.flatMap((nal) => {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(nal.length);
    return [size, nal];
  });
  return Buffer.concat([Buffer.from([0x60 | STAP_A]), ...parts]);
}

function fragment(nal: Buffer): Buffer[] {
  if (nal.length <= MAX_PAYLOAD_BYTES) return [nal];
  const header = nal[0] ?? 0;
  const pieces: Buffer[] = [];
  for (let from = 1; from < nal.length; from += MAX_PAYLOAD_BYTES - 2) {
    const to = Math.min(from + MAX_PAYLOAD_BYTES - 2, nal.length);
    const start = from === 1 ? 0x80 : 0;
    const end = to === nal.length ? 0x40 : 0;
    const prefix = Buffer.from([(header & 0xe0) | FU_A, start | end | (header & 0x1f)]);
    pieces.push(Buffer.concat([prefix, nal.subarray(from, to)]));
  }
  return pieces;
}
