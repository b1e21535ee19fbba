import { BitReader } from './bit-reader';

/** SEI payload type of a recovery point (H.264 §D.1.8). */
const RECOVERY_POINT = 6;

/**
 * Reads how many frames after a recovery point the whole picture is there, from an SEI unit of H.264, header byte
 * included (H.264 §7.3.2.3.1, §D.2.8). More than 0: the picture is refreshed bit by bit (periodic intra refresh).
 * Null: the unit holds no recovery point.
 */
export function readRecoveryPoint(unit: Buffer): number | null {
  try {
    return ((unit[0] ?? 0) & 0x1f) === 6 ? read(new BitReader(unit.subarray(1))) : null;
  } catch {
    return null;
  }
}

function read(bits: BitReader): number | null {
  for (;;) {
    const type = readLong(bits);
    const size = readLong(bits);
    if (type === RECOVERY_POINT) return bits.unsigned();
    bits.skip(size * 8);
  }
}

/** Bytes of 255 add up with the first byte that is less. */
function readLong(bits: BitReader): number {
  for (let sum = 0; ;) {
    const byte = bits.bits(8);
    sum += byte;
    if (byte < 255) return sum;
  }
}
