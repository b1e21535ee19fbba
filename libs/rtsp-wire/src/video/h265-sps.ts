import { BitReader } from './bit-reader';
import type { PictureFormat } from './picture-format';

const PROFILES: Readonly<Record<number, string>> = {
  1: 'Main',
  2: 'Main 10',
  3: 'Main Still Picture',
  4: 'Range',
};

/**
 * Parses an H.265 sequence parameter set (H.265 §7.3.2.2).
 * @param unit A NAL unit with its header. @returns null when it is not a valid sequence parameter set.
 */
export function parseH265Sps(unit: Buffer): PictureFormat | null {
  try {
    return (((unit[0] ?? 0) >> 1) & 0x3f) === 33 ? parse(new BitReader(unit.subarray(2))) : null;
  } catch {
    return null;
  }
}

function parse(bits: BitReader): PictureFormat {
  bits.bits(4);
  const subLayers = bits.bits(3);
  bits.flag();
  const profile = parseProfile(bits, subLayers);
  bits.unsigned();
  const chroma = bits.unsigned();
  if (chroma === 3) bits.flag();
  const size = parseSize(bits, chroma);
  bits.unsigned();
  bits.unsigned();
  bits.unsigned();
  const perLayer = bits.flag();
  let reorder = 0;
  for (let layer = perLayer ? 0 : subLayers; layer <= subLayers; layer += 1) {
    bits.unsigned();
    reorder = bits.unsigned();
    bits.unsigned();
  }
  return { ...profile, ...size, frameRate: null, reorder };
}

function parseProfile(bits: BitReader, subLayers: number): { profile: string; level: string } {
  bits.bits(3);
  const profileIdc = bits.bits(5);
  bits.skip(80);
  const levelIdc = bits.bits(8);
  const present = Array.from({ length: subLayers }, () => ({ profile: bits.flag(), level: bits.flag() }));
  if (subLayers > 0) bits.skip(2 * (8 - subLayers));
  for (const layer of present) bits.skip((layer.profile ? 88 : 0) + (layer.level ? 8 : 0));
  return { profile: PROFILES[profileIdc] ?? `profile ${profileIdc}`, level: (levelIdc / 30).toFixed(1) };
}

function parseSize(bits: BitReader, chroma: number): { width: number; height: number } {
  const width = bits.unsigned();
  const height = bits.unsigned();
  if (!bits.flag()) return { width, height };
  const [left, right, top, bottom] = [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = chroma === 1 ? 2 : 1;
  return { width: width - unitX * (left + right), height: height - unitY * (top + bottom) };
}
