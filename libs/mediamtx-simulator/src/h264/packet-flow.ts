import { joinStapA, NAL, nalType, splitStapA } from './nal';
import type { RtpPacket } from './rtp-packet';

/** SPS and PPS of a stream. */
export interface ParameterSets {
  sps: Buffer | null;
  pps: Buffer | null;
}

/** Larger payloads are fragmented (udpMaxPayloadSize 1452 minus the RTP header). */
const MAX_PAYLOAD_BYTES = 1440;

/**
 * Processes H.264 packets between source and readers as MediaMTX does: adds parameter sets before every IDR picture,
 * fragments packets that are too large for UDP, and renumbers packets without gaps. It delays no packet.
 */
export class PacketFlow {
  private sequence = Math.floor(Math.random() * 0xffff);
  private timestamp = -1;
  private setsSeen = false;

  constructor(readonly sets: ParameterSets) {}

  /** Returns the packets for readers. */
  pass(packet: RtpPacket): RtpPacket[] {
    if (packet.timestamp !== this.timestamp) {
      this.timestamp = packet.timestamp;
      this.setsSeen = false;
    }
    const payloads: Buffer[] = [];
    for (const unit of unitsStarted(packet.payload)) {
      const type = unit.type;
      if (type === NAL.sps || type === NAL.pps) this.storeSet(type, unit.whole);
      if (type !== NAL.idr || this.setsSeen || !this.sets.sps || !this.sets.pps) continue;
      payloads.push(joinStapA([this.sets.sps, this.sets.pps]));
      this.setsSeen = true;
    }
    payloads.push(...split(packet.payload));
    return payloads.map((payload, index) => ({
      ...packet,
      payload,
      sequence: (this.sequence = (this.sequence + 1) & 0xffff),
      marker: packet.marker && index === payloads.length - 1,
    }));
  }

  private storeSet(type: number, unit: Buffer): void {
    if (type === NAL.pps) this.sets.pps = Buffer.from(unit);
    else this.sets.sps = Buffer.from(unit);
    if (type === NAL.sps) this.setsSeen = true;
  }
}

/** The NAL units that start in a payload. */
function unitsStarted(payload: Buffer): { type: number; whole: Buffer }[] {
  const type = nalType(payload);
  if (type === NAL.stapA) return splitStapA(payload).map((whole) => ({ type: nalType(whole), whole }));
  if (type !== NAL.fuA) return [{ type, whole: payload }];
  const begins = ((payload[1] ?? 0) & 0x80) !== 0;
  return begins ? [{ type: (payload[1] ?? 0) & 0x1f, whole: payload }] : [];
}

function split(payload: Buffer): Buffer[] {
  if (payload.length <= MAX_PAYLOAD_BYTES) return [payload];
  const type = nalType(payload);
  if (type === NAL.stapA) return splitStapA(payload).flatMap(split);
  if (type !== NAL.fuA) return fragment(payload[0]! & 0xe0, type, payload.subarray(1), true, true);
  const header = payload[1]!;
  return fragment(
    payload[0]! & 0xe0,
    header & 0x1f,
    payload.subarray(2),
    (header & 0x80) !== 0,
    (header & 0x40) !== 0,
  );
}

function fragment(nri: number, type: number, body: Buffer, first: boolean, last: boolean): Buffer[] {
  const size = MAX_PAYLOAD_BYTES - 2;
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const start = first && at === 0 ? 0x80 : 0;
    const end = last && at + size >= body.length ? 0x40 : 0;
    parts.push(
      Buffer.concat([Buffer.from([nri | NAL.fuA, start | end | type]), body.subarray(at, at + size)]),
    );
  }
  return parts;
}
