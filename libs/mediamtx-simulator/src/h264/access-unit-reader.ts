import { NAL, nalType, splitStapA } from './nal';
import type { RtpPacket } from './rtp-packet';

/** One picture: its NAL units without parameter sets and delimiters. */
export interface AccessUnit {
  units: Buffer[];
  timestamp: number;
  key: boolean;
}

/** Reassembles pictures from RTP packets (RFC 6184). */
export class AccessUnitReader {
  private units: Buffer[] = [];
  private fragments: Buffer[] = [];
  private timestamp = -1;

  /** Adds a packet. Returns the picture that it completes, or null. */
  read(packet: RtpPacket): AccessUnit | null {
    const finished = packet.timestamp !== this.timestamp ? this.finish() : null;
    this.timestamp = packet.timestamp;
    this.take(packet.payload);
    return finished ?? (packet.marker ? this.finish() : null);
  }

  private take(payload: Buffer): void {
    const type = nalType(payload);
    if (type === NAL.stapA) this.units.push(...splitStapA(payload));
    else if (type === NAL.fuA) this.takeFragment(payload);
    else if (type > 0 && type < NAL.stapA) this.units.push(payload);
  }

  private takeFragment(payload: Buffer): void {
    const header = payload[1] ?? 0;
    if (header & 0x80) this.fragments = [Buffer.from([(payload[0]! & 0xe0) | (header & 0x1f)])];
    if (this.fragments.length === 0) return;
    this.fragments.push(payload.subarray(2));
    if (header & 0x40) {
      this.units.push(Buffer.concat(this.fragments));
      this.fragments = [];
    }
  }

  private finish(): AccessUnit | null {
    const excluded = new Set<number>([NAL.sps, NAL.pps, NAL.aud]);
    const units = this.units.filter((unit) => !excluded.has(nalType(unit)));
    this.units = [];
    this.fragments = [];
    if (units.length === 0) return null;
    return { units, timestamp: this.timestamp, key: units.some((unit) => nalType(unit) === NAL.idr) };
  }
}
