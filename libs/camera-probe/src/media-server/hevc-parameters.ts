import { BitCursor } from './bit-cursor';
import { readReferenceSets } from './hevc-reference-sets';

const SPS = 33;
const PPS = 34;
/** Profiles with 34 reserved bits instead of 35 make no difference to what follows. */
const PROFILE_BITS = 8 + 32 + 12 + 34 + 8;
const EXTENDED_ASPECT_RATIO = 255;

/** Whether mediacommon can parse an H.265 sequence parameter set (H.265 §7.3.2.2.1). If it cannot, the stream ends. */
export function isHevcSps(unit: Buffer): boolean {
  return isUnit(unit, SPS, (bits) => {
    bits.need(8);
    bits.bits(4);
    const subLayers = bits.bits(3);
    bits.flag();
    readProfile(bits, subLayers);
    readPicture(bits, subLayers);
    readCoding(bits);
    readReferenceSets(bits);
    if (bits.flag() && bits.golomb() > 0) throw new RangeError('Long-term reference pictures.');
    bits.flag();
    bits.flag();
    if (bits.flag()) readUsability(bits);
  });
}

/** Whether mediacommon can parse an H.265 picture parameter set (H.265 §7.3.2.3.1). */
export function isHevcPps(unit: Buffer): boolean {
  return isUnit(unit, PPS, (bits) => {
    bits.golomb();
    bits.golomb();
    bits.need(5);
  });
}

function isUnit(unit: Buffer, type: number, read: (bits: BitCursor) => void): boolean {
  if (unit.length < 2 || (((unit[0] ?? 0) >> 1) & 0x3f) !== type) return false;
  const bits = new BitCursor(withoutEmulationPrevention(unit.subarray(1)));
  try {
    bits.bits(8);
    read(bits);
    return true;
  } catch {
    return false;
  }
}

function readProfile(bits: BitCursor, subLayers: number): void {
  bits.need(PROFILE_BITS);
  skip(bits, 88);
  bits.bits(8);
  if (subLayers === 0) return;
  bits.need(2 * subLayers);
  const isPresent = bits.bits(2 * subLayers) !== 0;
  skip(bits, (8 - subLayers) * 2);
  if (isPresent) throw new RangeError('Profiles of sub-layers.');
}

function readPicture(bits: BitCursor, subLayers: number): void {
  bits.golomb();
  const chroma = bits.golomb();
  if (chroma > 3) throw new RangeError('Chroma format.');
  if (chroma === 3) bits.flag();
  golombs(bits, 2);
  if (bits.flag()) golombs(bits, 4);
  golombs(bits, 3);
  golombs(bits, bits.flag() ? 3 * (subLayers + 1) : 3);
}

function readCoding(bits: BitCursor): void {
  golombs(bits, 6);
  if (bits.flag() && bits.flag()) readScalingLists(bits);
  bits.flag();
  bits.flag();
  if (!bits.flag()) return;
  bits.need(8);
  bits.bits(8);
  golombs(bits, 2);
  bits.flag();
}

function readScalingLists(bits: BitCursor): void {
  for (let size = 0; size < 4; size += 1)
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1)
      if (bits.flag()) golombs(bits, Math.min(64, 1 << (4 + size * 2)) + (size > 1 ? 1 : 0));
      else bits.golomb();
}

function readUsability(bits: BitCursor): void {
  if (bits.flag() && bits.bits(8) === EXTENDED_ASPECT_RATIO) bits.bits(32);
  if (bits.flag()) bits.flag();
  if (bits.flag()) {
    bits.bits(4);
    if (bits.flag()) bits.bits(24);
  }
  if (bits.flag()) golombs(bits, 2);
  bits.bits(3);
  if (bits.flag()) golombs(bits, 4);
  if (!bits.flag()) return;
  bits.need(65);
  skip(bits, 64);
  if (bits.flag()) bits.golomb();
}

function golombs(bits: BitCursor, count: number): void {
  for (let read = 0; read < count; read += 1) bits.golomb();
}

function skip(bits: BitCursor, count: number): void {
  for (let left = count; left > 0; left -= 32) bits.bits(Math.min(32, left));
}

function withoutEmulationPrevention(bytes: Buffer): Buffer {
  return Buffer.from(bytes.filter((byte, at) => !(byte === 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0)));
}
