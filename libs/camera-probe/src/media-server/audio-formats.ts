import type { RtspClientRules } from '@ppf/mediamtx';
import { BitCursor } from './bit-cursor';
import { parseGoHex, parseGoUint } from './go-text';
import { type AudioConfig, readAudioConfig, readLatmConfig } from './audio-config';
import type { FormatContext, FormatFault } from './validate-format';

const LARGEST_LENGTH = 100;
const LENGTHS = ['sizelength', 'indexlength', 'indexdeltalength'];

/** The fault of AAC as RFC 3640 describes it (gortsplib, `pkg/format/mpeg4_audio.go`). */
export function aacFault({ parameters }: FormatContext, rules: RtspClientRules): FormatFault | null {
  const mode = (parameters.get('mode') ?? 'aac-hbr').toLowerCase();
  if (mode !== 'aac-hbr' && !(mode === 'aac_hbr' && rules.allowsAacUnderscoreMode)) return 'mode';
  const level = parameters.get('profile-level-id');
  const isLevel = level === undefined || parseGoUint(level) !== null;
  const lengths = LENGTHS.map((name) => parseGoUint(parameters.get(name) ?? '0'));
  const areLengths = lengths.every((length) => length !== null && length <= LARGEST_LENGTH);
  if (!isLevel || !areLengths || (parameters.get('streamtype') ?? '5') !== '5') return 'parameter';
  const text = parameters.get('config');
  if (text === undefined) return 'config-missing';
  if (!isAudioConfig(parseGoHex(text), rules)) return 'config-invalid';
  return lengths[0] === 0 ? 'parameter' : null;
}

/** The fault of AAC as RFC 6416 describes it (gortsplib, `pkg/format/mpeg4_audio_latm.go`). */
export function latmFault({ clock, parameters }: FormatContext, rules: RtspClientRules): FormatFault | null {
  const numbers = ['profile-level-id', 'bitrate'].map((name) => parseGoUint(parameters.get(name) ?? '0'));
  if (numbers.includes(null)) return 'parameter';
  const text = parameters.get('config');
  const layers = text === undefined ? null : latmLayers(parseGoHex(text), rules);
  if (text !== undefined && layers === null) return 'config-invalid';
  if ((parameters.get('cpresent') ?? '1') === '1') {
    if (layers !== null) return 'parameter';
    return rules.checksLatmClock && clock !== '90000/1' ? 'clock-rate' : null;
  }
  if (layers === null) return 'config-missing';
  return rules.checksLatmClock && !areAlike(layers) ? 'config-invalid' : null;
}

function isAudioConfig(config: Buffer | null, rules: RtspClientRules): boolean {
  if (config === null) return false;
  try {
    readAudioConfig(new BitCursor(config), rules);
    return true;
  } catch {
    return false;
  }
}

function latmLayers(config: Buffer | null, rules: RtspClientRules): readonly (AudioConfig | null)[] | null {
  if (config === null) return null;
  try {
    const bits = new BitCursor(config);
    const layers = readLatmConfig(bits, rules);
    return rules.refusesLongLatmConfig && bits.bytesRead !== config.length ? null : layers;
  } catch {
    return null;
  }
}

function areAlike(layers: readonly (AudioConfig | null)[]): boolean {
  return layers.every((layer) => JSON.stringify(layer) === JSON.stringify(layers[0]));
}
