/** Picture format in a sequence parameter set (H.264 §7.3.2.1). */
export interface SpsInfo {
  width: number;
  height: number;
  /** As MediaMTX names it in `tracks2`: Baseline, Main, High … */
  profile: string;
  /** `3.1`, `4` … */
  level: string;
  /** `avc1.42c01f` */
  codec: string;
  /** Frames per second; null if not set. */
  frameRate: number | null;
}

const PROFILES: Record<number, string> = {
  66: 'Baseline',
  77: 'Main',
  88: 'Extended',
  100: 'High',
  110: 'High 10',
  122: 'High 4:2:2',
  244: 'High 4:4:4 Predictive',
};
const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** Parses a sequence parameter set. Returns null if it is invalid. */
export function parseSps(sps: Buffer): SpsInfo | null {
  if (sps.length < 5) return null;
  const profileIdc = sps[1]!;
  const bits = new Bits(withoutEmulation(sps.subarray(4)));
  bits.ue();
  const chroma = WITH_CHROMA.has(profileIdc) ? readChroma(bits) : 1;
  bits.ue();
  readPictureOrder(bits);
  bits.ue();
  bits.skip(1);
  const widthInMbs = bits.ue() + 1;
  const heightInMaps = bits.ue() + 1;
  const frameMbsOnly = bits.bit();
  if (!frameMbsOnly) bits.skip(1);
  bits.skip(1);
  const crop = bits.bit() ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const unitX = chroma === 0 || chroma === 3 ? 1 : 2;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - frameMbsOnly);
  const levelIdc = sps[3]!;
  const info = {
    width: widthInMbs * 16 - (crop[0]! + crop[1]!) * unitX,
    height: heightInMaps * 16 * (2 - frameMbsOnly) - (crop[2]! + crop[3]!) * unitY,
    profile: PROFILES[profileIdc] ?? `unknown (${profileIdc})`,
    level: levelIdc % 10 === 0 ? String(levelIdc / 10) : (levelIdc / 10).toFixed(1),
    codec: `avc1.${sps.subarray(1, 4).toString('hex')}`,
    frameRate: bits.bit() ? readFrameRate(bits) : null,
  };
  return bits.overrun ? null : info;
}

function readChroma(bits: Bits): number {
  const chroma = bits.ue();
  if (chroma === 3) bits.skip(1);
  bits.ue();
  bits.ue();
  bits.skip(1);
  if (bits.bit()) {
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) {
      if (bits.bit()) skipScalingList(bits, list < 6 ? 16 : 64);
    }
  }
  return chroma;
}

function skipScalingList(bits: Bits, size: number): void {
  let next = 8;
  for (let i = 0, last = 8; i < size; i++) {
    if (next !== 0) next = (last + bits.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function readPictureOrder(bits: Bits): void {
  const type = bits.ue();
  if (type === 0) bits.ue();
  if (type !== 1) return;
  bits.skip(1);
  bits.se();
  bits.se();
  for (let left = bits.ue(); left > 0 && !bits.overrun; left--) bits.se();
}

function readFrameRate(bits: Bits): number | null {
  if (bits.bit() && bits.bits(8) === 255) bits.skip(32);
  if (bits.bit()) bits.skip(1);
  if (bits.bit()) {
    bits.skip(4);
    if (bits.bit()) bits.skip(24);
  }
  if (bits.bit()) {
    bits.ue();
    bits.ue();
  }
  if (!bits.bit()) return null;
  const unitsInTick = bits.bits(32);
  const timeScale = bits.bits(32);
  return unitsInTick === 0 ? null : timeScale / (2 * unitsInTick);
}

/** Removes the 03 of every 00 00 03 (H.264 §7.4.1). */
function withoutEmulation(given: Buffer): Buffer {
  const kept: number[] = [];
  given.forEach((byte, at) => {
    if (!(byte === 3 && at >= 2 && given[at - 1] === 0 && given[at - 2] === 0)) kept.push(byte);
  });
  return Buffer.from(kept);
}

class Bits {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get overrun(): boolean {
    return this.at > this.bytes.length * 8 + 64;
  }

  bit(): number {
    const byte = this.bytes[this.at >> 3] ?? 0;
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  skip(count: number): void {
    this.at += count;
  }

  ue(): number {
    let zeros = 0;
    while (this.bit() === 0 && zeros < 32) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  se(): number {
    const value = this.ue();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  }
}
