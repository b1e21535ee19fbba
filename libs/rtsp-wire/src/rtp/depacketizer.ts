/** Reassembles the NAL units of a codec from RTP payloads in sending order. */
export interface Depacketizer {
  /** Adds one payload. Returns the units that it completes. */
  push(payload: Buffer): readonly Buffer[];
}

/** Larger than any picture of a camera. Longer units are dropped. */
const MAX_UNIT_BYTES = 4 * 1024 * 1024;

/** Reassembles fragmented units. */
class FragmentBuffer {
  private parts: Buffer[] = [];
  private length = 0;

  add(head: Buffer | null, part: Buffer, isLast: boolean): Buffer[] {
    if (head !== null) {
      this.parts = [head];
      this.length = head.length;
    }
    if (this.parts.length === 0) return [];
    this.length += part.length;
    if (this.length > MAX_UNIT_BYTES) {
      this.parts = [];
      return [];
    }
    this.parts.push(part);
    if (!isLast) return [];
    const unit = Buffer.concat(this.parts);
    this.parts = [];
    return [unit];
  }
}

/** Depacketizes H.264 (RFC 6184 §5.4): single units, STAP-A and FU-A. */
export class H264Depacketizer implements Depacketizer {
  private readonly fragments = new FragmentBuffer();

  push(payload: Buffer): readonly Buffer[] {
    const type = (payload[0] ?? 0) & 0x1f;
    if (type > 0 && type < 24) return [payload];
    if (type === 24) return splitAggregate(payload.subarray(1));
    if (type !== 28 || payload.length < 3) return [];
    const flags = payload[1] ?? 0;
    const head = Buffer.from([((payload[0] ?? 0) & 0xe0) | (flags & 0x1f)]);
    return this.fragments.add((flags & 0x80) !== 0 ? head : null, payload.subarray(2), (flags & 0x40) !== 0);
  }
}

/** Depacketizes H.265 (RFC 7798 §4.4): single units, aggregation and fragments, without decoding order numbers. */
export class H265Depacketizer implements Depacketizer {
  private readonly fragments = new FragmentBuffer();

  push(payload: Buffer): readonly Buffer[] {
    if (payload.length < 3) return [];
    const type = ((payload[0] ?? 0) >> 1) & 0x3f;
    if (type < 48) return [payload];
    if (type === 48) return splitAggregate(payload.subarray(2));
    if (type !== 49 || payload.length < 4) return [];
    const flags = payload[2] ?? 0;
    const head = Buffer.from([((payload[0] ?? 0) & 0x81) | ((flags & 0x3f) << 1), payload[1] ?? 0]);
    return this.fragments.add((flags & 0x80) !== 0 ? head : null, payload.subarray(3), (flags & 0x40) !== 0);
  }
}

function splitAggregate(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) break;
    if (end > at + 2) units.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return units;
}
