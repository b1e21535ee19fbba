/** NAL unit types in use (H.264 table 7-1; 24 and 28 from RFC 6184). */
export const NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, aud: 9, stapA: 24, fuA: 28 } as const;

/** Type of a NAL unit, or of a packet's payload. */
export const nalType = (unit: Buffer): number => (unit[0] ?? 0) & 0x1f;

/** The NAL units of a STAP-A payload (RFC 6184 §5.7.1). */
export function splitStapA(payload: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 1; at + 2 < payload.length;) {
    const size = payload.readUInt16BE(at);
    if (size === 0 || at + 2 + size > payload.length) break;
    units.push(payload.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return units;
}

/** A STAP-A payload of NAL units. */
export function joinStapA(units: Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x78])];
  for (const unit of units) {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(unit.length);
    parts.push(size, unit);
  }
  return Buffer.concat(parts);
}
