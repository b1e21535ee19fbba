import { BitReader } from './bit-reader';
import type { PictureFormat } from './picture-format';

const PROFILES: Readonly<Record<number, string>> = {
  66: 'Baseline',
  77: 'Main',
  88: 'Extended',
  100: 'High',
  110: 'High 10',
  122: 'High 4:2:2',
  244: 'High 4:4:4 Predictive',
  44: 'CAVLC 4:4:4 Intra',
};
const PROFILES_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const EXTENDED_ASPECT = 255;

/**
 * Parses an H.264 sequence parameter set (H.264 §7.3.2.1, §E.1.1).
 * @param unit A NAL unit with its header byte. @returns null when it is not a valid sequence parameter set.
 */
export function parseH264Sps(unit: Buffer): PictureFormat | null {
  try {
    return ((unit[0] ?? 0) & 0x1f) === 7 ? parse(new BitReader(unit.subarray(1))) : null;
  } catch {
    return null;
  }
}

function parse(bits: BitReader): PictureFormat {
  const profileIdc = bits.bits(8);
  const constraints = bits.bits(8);
  const levelIdc = bits.bits(8);
  bits.unsigned();
  const chroma = PROFILES_WITH_CHROMA.has(profileIdc) ? parseChroma(bits) : 1;
  bits.unsigned();
  const orderType = parseOrderCount(bits);
  bits.unsigned();
  bits.flag();
  const size = parseSize(bits, chroma);
  const usability = bits.flag() ? parseUsability(bits) : { frameRate: null, reorder: null };
  return {
    profile: profileName(profileIdc, constraints),
    level: levelName(profileIdc, constraints, levelIdc),
    ...size,
    frameRate: usability.frameRate,
    // With type 2 output order is decoding order (§8.2.1.3). The Baseline profiles have no B slices (§A.2.1).
    reorder: usability.reorder ?? (orderType === 2 || profileIdc === 66 ? 0 : null),
  };
}

function profileName(profileIdc: number, constraints: number): string {
  if (profileIdc === 66 && (constraints & 0x40) !== 0) return 'Constrained Baseline';
  return PROFILES[profileIdc] ?? `profile ${profileIdc}`;
}

function levelName(profileIdc: number, constraints: number, levelIdc: number): string {
  const isOneB = levelIdc === 11 && [66, 77, 88].includes(profileIdc) && (constraints & 0x10) !== 0;
  return isOneB ? '1b' : (levelIdc / 10).toFixed(1);
}

function parseChroma(bits: BitReader): number {
  const chroma = bits.unsigned();
  if (chroma === 3) bits.flag();
  bits.unsigned();
  bits.unsigned();
  bits.flag();
  if (bits.flag())
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1)
      if (bits.flag()) skipScalingList(bits, list < 6 ? 16 : 64);
  return chroma;
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  let next = 8;
  for (let index = 0; index < size; index += 1) {
    if (next !== 0) next = (last + bits.signed() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function parseOrderCount(bits: BitReader): number {
  const type = bits.unsigned();
  if (type === 0) bits.unsigned();
  if (type === 1) {
    bits.flag();
    bits.signed();
    bits.signed();
    const cycle = bits.unsigned();
    if (cycle > 255) throw new RangeError('The unit is not valid.');
    for (let index = 0; index < cycle; index += 1) bits.signed();
  }
  return type;
}

function parseSize(bits: BitReader, chroma: number): { width: number; height: number } {
  const width = (bits.unsigned() + 1) * 16;
  const mapHeight = bits.unsigned() + 1;
  const framesOnly = bits.flag();
  if (!framesOnly) bits.flag();
  bits.flag();
  const height = mapHeight * 16 * (framesOnly ? 1 : 2);
  if (!bits.flag()) return { width, height };
  const [left, right, top, bottom] = [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (framesOnly ? 1 : 2);
  return { width: width - unitX * (left + right), height: height - unitY * (top + bottom) };
}

function parseUsability(bits: BitReader): { frameRate: number | null; reorder: number | null } {
  if (bits.flag() && bits.bits(8) === EXTENDED_ASPECT) bits.skip(32);
  if (bits.flag()) bits.flag();
  if (bits.flag()) {
    bits.skip(4);
    if (bits.flag()) bits.skip(24);
  }
  if (bits.flag()) {
    bits.unsigned();
    bits.unsigned();
  }
  const frameRate = bits.flag() ? parseTiming(bits) : null;
  const hasNal = bits.flag();
  if (hasNal) skipHrd(bits);
  const hasVcl = bits.flag();
  if (hasVcl) skipHrd(bits);
  if (hasNal || hasVcl) bits.flag();
  bits.flag();
  if (!bits.flag()) return { frameRate, reorder: null };
  bits.flag();
  for (let index = 0; index < 4; index += 1) bits.unsigned();
  return { frameRate, reorder: bits.unsigned() };
}

// A tick is a field, hence half a frame (§E.2.1).
function parseTiming(bits: BitReader): number | null {
  const [units, scale] = [bits.bits(32), bits.bits(32)];
  bits.flag();
  const rate = units === 0 ? 0 : scale / (2 * units);
  return rate > 0 && rate < 1_000 ? rate : null;
}

function skipHrd(bits: BitReader): void {
  const count = bits.unsigned() + 1;
  if (count > 32) throw new RangeError('The unit is not valid.');
  bits.skip(8);
  for (let index = 0; index < count; index += 1) {
    bits.unsigned();
    bits.unsigned();
    bits.flag();
  }
  bits.skip(20);
}
