import { BitReader } from './bit-reader';

/** SEI payload type of a recovery point (H.264 §D.1.8). */
const RECOVERY_POINT = 6;

/**
 * Parses `recovery_frame_cnt` of an H.264 SEI unit: the frames from the recovery point to a complete picture
 * (H.264 §7.3.2.3.1, §D.2.8). More than 0 means periodic intra refresh.
 * @param unit A NAL unit with its header byte. @returns null when the unit holds no recovery point.
 */
export function parseRecoveryPoint(unit: Buffer): number | null {
  try {
    return ((unit[0] ?? 0) & 0x1f) === 6 ? parse(new BitReader(unit.subarray(1))) : null;
  } catch {
    return null;
  }
}

function parse(bits: BitReader): number | null {
  for (;;) {
    const type = parseLength(bits);
    const size = parseLength(bits);
    if (type === RECOVERY_POINT) return bits.unsigned();
    bits.skip(size * 8);
  }
}

/** Sums bytes of 255 and the first lower byte. */
function parseLength(bits: BitReader): number {
  for (let sum = 0; ;) {
    const byte = bits.bits(8);
    sum += byte;
    if (byte < 255) return sum;
  }
}
