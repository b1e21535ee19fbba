import type { RtspClientRules } from '@ppf/mediamtx';
import type { BitCursor } from './bit-cursor';

/** Properties of AAC that must be the same in all layers. */
export interface AudioConfig {
  readonly type: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** 0: none. */
  readonly extension: number;
}

const AAC_LC = 2;
/** SBR and PS: AAC-LC with an extension. */
const EXTENSIONS = [5, 29];
const ESCAPED_RATE = 0x0f;

/** An AudioSpecificConfig (ISO 14496-3 §1.6.2.1). @throws RangeError when mediacommon refuses it. */
export function readAudioConfig(bits: BitCursor, rules: RtspClientRules): AudioConfig {
  const type = bits.bits(5);
  if (type !== AAC_LC && !EXTENSIONS.includes(type)) throw new RangeError('No AAC.');
  const sampleRate = readRate(bits);
  const channels = bits.bits(4);
  if (channels > 7 || (channels === 0 && !rules.allowsAacChannelConfigZero))
    throw new RangeError('Channels.');
  const extension = type === AAC_LC ? 0 : type;
  if (extension !== 0) {
    readRate(bits);
    if (bits.bits(5) !== AAC_LC) throw new RangeError('No AAC-LC.');
  }
  bits.flag();
  if (bits.flag()) bits.bits(14);
  if (bits.flag()) throw new RangeError('Extension flag.');
  return { type: AAC_LC, sampleRate, channels, extension };
}

/**
 * The layers of a StreamMuxConfig (ISO 14496-3, table 1.42); null: one that is as the one before.
 * @throws RangeError when mediacommon refuses it.
 */
export function readLatmConfig(bits: BitCursor, rules: RtspClientRules): readonly (AudioConfig | null)[] {
  bits.need(12);
  if (bits.flag() || !bits.flag()) throw new RangeError('Version 1, or streams of different timing.');
  bits.bits(6);
  const layers: (AudioConfig | null)[] = [];
  for (let programs = bits.bits(4) + 1; programs > 0; programs -= 1) {
    for (let count = bits.bits(3) + 1; count > 0; count -= 1) {
      const isSame = layers.length > 0 && bits.flag();
      layers.push(isSame ? null : readAudioConfig(bits, rules));
      // Some cameras end the configuration here.
      if (!hasFrameLength(bits)) return layers;
    }
  }
  readRest(bits);
  return layers;
}

function hasFrameLength(bits: BitCursor): boolean {
  try {
    bits.need(3);
  } catch {
    return false;
  }
  const type = bits.bits(3);
  bits.bits([8, 9, 0, 6, 6, 6, 1, 1][type] ?? 0);
  return true;
}

function readRest(bits: BitCursor): void {
  if (bits.flag()) for (let hasMore = true; hasMore; bits.bits(8)) hasMore = bits.flag();
  if (bits.flag()) bits.bits(8);
}

function readRate(bits: BitCursor): number {
  const index = bits.bits(4);
  if (index === ESCAPED_RATE) return bits.bits(24);
  if (index > 12) throw new RangeError('Sample rate.');
  return index;
}
