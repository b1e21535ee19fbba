import {
  BitReader,
  type Depacketizer,
  H264Depacketizer,
  H265Depacketizer,
  parseH264Sps,
  parseH265Sps,
  parseRecoveryPoint,
  type PictureFormat,
} from '@ppf/rtsp-wire';

/** Kind of a NAL unit. */
export type UnitKind = 'parameters' | 'key' | 'picture' | 'b-slice' | 'recovery-point' | 'other';

/** A codec whose NAL units can be classified. */
export interface VideoCodec {
  readonly name: 'H264' | 'H265';
  /** Input format of FFmpeg. */
  readonly ffmpegFormat: 'h264' | 'hevc';
  depacketizer(): Depacketizer;
  kindOf(unit: Buffer): UnitKind;
  /** Null: the unit contains none. */
  formatOf(unit: Buffer): PictureFormat | null;
  /** Parameter sets of the description. */
  parametersIn(format: ReadonlyMap<string, string>): Buffer[];
}

const H264: VideoCodec = {
  name: 'H264',
  ffmpegFormat: 'h264',
  depacketizer: () => new H264Depacketizer(),
  kindOf: (unit) => {
    const type = (unit[0] ?? 0) & 0x1f;
    if (type === 7 || type === 8) return 'parameters';
    if (type === 5) return 'key';
    // With 0 frames it only marks a picture at which decoding can start, as in encoders with open GOPs.
    if (type === 6) return (parseRecoveryPoint(unit) ?? 0) > 0 ? 'recovery-point' : 'other';
    if (type !== 1) return 'other';
    return isBSlice(unit) ? 'b-slice' : 'picture';
  },
  formatOf: parseH264Sps,
  parametersIn: (format) => decoded((format.get('sprop-parameter-sets') ?? '').split(',')),
};

// x265 and cameras write every P slice as a B slice that only looks back, so the slice type is not conclusive: reordering
// shows in the times of the pictures.
const H265: VideoCodec = {
  name: 'H265',
  ffmpegFormat: 'hevc',
  depacketizer: () => new H265Depacketizer(),
  kindOf: (unit) => {
    const type = ((unit[0] ?? 0) >> 1) & 0x3f;
    if (type >= 32 && type <= 34) return 'parameters';
    if (type >= 16 && type <= 21) return 'key';
    return type < 16 ? 'picture' : 'other';
  },
  formatOf: parseH265Sps,
  parametersIn: (format) =>
    decoded(['sprop-vps', 'sprop-sps', 'sprop-pps'].flatMap((name) => (format.get(name) ?? '').split(','))),
};

/** The codec by its name in a description; null: we cannot look into it. */
export function videoCodec(name: string): VideoCodec | null {
  if (name === 'H264') return H264;
  return name === 'H265' || name === 'HEVC' ? H265 : null;
}

// slice_type is the second number of a slice (H.264 §7.3.3, table 7-6).
function isBSlice(unit: Buffer): boolean {
  try {
    const bits = new BitReader(unit.subarray(1, 16));
    bits.unsigned();
    return bits.unsigned() % 5 === 1;
  } catch {
    return false;
  }
}

function decoded(texts: readonly string[]): Buffer[] {
  return texts.map((text) => Buffer.from(text.trim(), 'base64')).filter((unit) => unit.length > 0);
}
