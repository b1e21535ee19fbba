import type { RtspClientRules } from '@ppf/mediamtx';
import { aacFault, latmFault } from './audio-formats';
import { parseGoBase64, parseGoHex, parseGoUint } from './go-text';
import { isHevcPps, isHevcSps } from './hevc-parameters';
import { isMpeg4VideoConfig } from './mpeg4-video-config';
import type { SdpAttribute, SdpMedia } from './parse-description';

/** Faults of a track. */
export type FormatFault =
  | 'track-name'
  | 'key-management'
  | 'payload-type'
  | 'clock-rate'
  | 'channels'
  | 'parameter'
  | 'parameter-sets'
  | 'config-missing'
  | 'config-invalid'
  | 'mode';

/** A payload type with its attributes. */
export interface FormatContext {
  /** Lower case; empty: no `rtpmap`. */
  readonly codec: string;
  /** Part of `rtpmap` after the codec, such as `48000/2`. */
  readonly clock: string;
  /** `fmtp` parameters, names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

type Check = (context: FormatContext, rules: RtspClientRules) => FormatFault | null;

const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  av1: ['level-idx', 'profile', 'tier'],
  vp8: ['max-fr', 'max-fs'],
  vp9: ['max-fr', 'max-fs', 'profile-id'],
};
const isDynamic = (type: number) => type >= 96 && type <= 127;

interface Row {
  readonly codecs: readonly string[];
  /** Null: any. */
  readonly clock: string | null;
  readonly types: (type: number) => boolean;
  /** Payload types that need no clock rate, regardless of their rtpmap. */
  readonly clocked: readonly number[];
  readonly check: Check;
}

const row = (codecs: string, check: Check, clock: string | null = null, types = isDynamic): Row => ({
  codecs: codecs.split(' '),
  clock,
  types,
  clocked: [],
  check,
});
const numbers: Check = ({ codec, parameters }) =>
  (NUMBERS[codec] ?? []).every((name) => isOptionalNumber(parameters.get(name))) ? null : 'parameter';

/** Codecs by name (gortsplib, `pkg/format/format.go`). */
const BY_NAME: readonly Row[] = [
  row('av1 vp8 vp9', numbers, '90000'),
  row('h265', hevcFault, '90000'),
  row('h264', avcFault, '90000', (type) => isDynamic(type) || type === 35),
  row('mp4v-es', mpeg4VideoFault, '90000'),
  row('opus multiopus', opusFault),
  row('vorbis', vorbisFault),
  row('mpeg4-generic', aacFault),
  row('mp4a-latm', latmFault),
  row('ac3', pcmFault),
  { ...row('pcma pcmu', pcmFault), clocked: [0, 8] },
  { ...row('l8 l16 l24', pcmFault), clocked: [10, 11] },
  row('speex', speexFault),
];
/** Codecs that later releases accept by name with every payload type, because only one of two checks tests the type. */
const BY_NAME_ALONE = ['opus', 'pcma', 'l8', 'l16'];
/** Payload types that need no codec name (RFC 3551 §6). */
const STATIC_TYPES = [0, 8, 9, 10, 11, 14, 26, 32, 33];
/** Payload types with a fixed clock rate. */
const CLOCKED_TYPES = [...Array(36).keys()].filter(
  (type) => ![19, 20, 21, 22, 23, 24, 27, 29, 30, 35].includes(type),
);

/** The fault of one payload type of a track; null: the media server accepts it. */
export function validateFormat(
  { kind, attributes }: SdpMedia,
  format: string,
  rules: RtspClientRules,
): { readonly codec: string | null; readonly reason: FormatFault } | null {
  const type = parseGoUint(smartType(format, attributes), 8);
  if (type === null) return { codec: null, reason: 'payload-type' };
  const map = ofType(attributes, type, 'rtpmap');
  const slash = map.indexOf('/');
  const codec = slash === -1 ? '' : map.slice(0, slash).toLowerCase();
  const context = {
    codec,
    clock: slash === -1 ? '' : map.slice(slash + 1),
    parameters: parseParameters(ofType(attributes, type, 'fmtp')),
  };
  const check = checkOf(context, type, rules) ?? (() => clockFault(type, map, kind));
  const reason = check(context, rules);
  return reason === null ? null : { codec: knownName(codec), reason };
}

function checkOf({ codec, clock }: FormatContext, type: number, rules: RtspClientRules): Check | null {
  const isStatic = STATIC_TYPES.includes(type);
  if (isStatic && !rules.prefersRtpmap) return () => null;
  const found = BY_NAME.find(
    ({ codecs, clock: wanted, types }) =>
      codecs.includes(codec) &&
      (wanted === null || wanted === clock) &&
      (types(type) || (rules.prefersRtpmap && BY_NAME_ALONE.includes(codec))),
  );
  if (found !== undefined) return found.clocked.includes(type) ? () => null : found.check;
  if (isStatic) return () => null;
  const isKlv = codec === 'smpte336m' && rules.allowsShortRepeatTimes && isDynamic(type);
  const isG726 = /^(?:aal2-)?g726-(?:16|24|32|40)$/.test(codec) && clock === '8000' && isDynamic(type);
  return isKlv || isG726 ? () => null : null;
}

// Unknown codecs need a clock rate, unless the track is neither video nor audio (gortsplib, `findClockRate`).
function clockFault(type: number, map: string, kind: string): FormatFault | null {
  if (CLOCKED_TYPES.includes(type)) return null;
  const parts = map.split('/');
  if (map !== '' && parts.length >= 2) return parseGoUint(parts[1] ?? '') === null ? 'clock-rate' : null;
  return kind === 'application' || map !== '' ? null : 'clock-rate';
}

function avcFault({ parameters }: FormatContext): FormatFault | null {
  if (!isOptionalNumber(parameters.get('packetization-mode'))) return 'parameter';
  const sets = parameters.get('sprop-parameter-sets')?.split(',') ?? [];
  if (sets.length < 2) return null;
  return sets.slice(0, 2).every((set) => parseGoBase64(set) !== null) ? null : 'parameter-sets';
}

function hevcFault({ parameters }: FormatContext): FormatFault | null {
  const checks = { 'sprop-vps': () => true, 'sprop-sps': isHevcSps, 'sprop-pps': isHevcPps };
  for (const [name, isValid] of Object.entries(checks)) {
    const text = parameters.get(name);
    const unit = text === undefined ? undefined : parseGoBase64(text);
    if (unit === null || (unit !== undefined && !isValid(withoutStartCode(unit)))) return 'parameter-sets';
  }
  return isOptionalNumber(parameters.get('sprop-max-don-diff')) ? null : 'parameter';
}

function mpeg4VideoFault({ parameters }: FormatContext, rules: RtspClientRules): FormatFault | null {
  if (!isOptionalNumber(parameters.get('profile-level-id'))) return 'parameter';
  const text = parameters.get('config');
  if (text === undefined) return null;
  const config = parseGoHex(text);
  return config !== null && isMpeg4VideoConfig(config, rules) ? null : 'config-invalid';
}

function opusFault({ codec, clock }: FormatContext, rules: RtspClientRules): FormatFault | null {
  const [rate = '', channels] = splitOnce(clock);
  if (channels === undefined || parseGoUint(rate) !== 48_000) return 'clock-rate';
  const count = parseGoUint(channels);
  if (codec === 'opus') return count === 2 ? null : 'channels';
  return count === null || (count === 0 && rules.refusesZeroRates) ? 'channels' : null;
}

function vorbisFault({ clock, parameters }: FormatContext, rules: RtspClientRules): FormatFault | null {
  const [rate = '', channels] = splitOnce(clock);
  if (channels === undefined || !isRate(rate, rules)) return 'clock-rate';
  if (!isRate(channels, rules)) return 'channels';
  const text = parameters.get('configuration');
  if (text === undefined) return 'config-missing';
  return parseGoBase64(text) === null ? 'config-invalid' : null;
}

function pcmFault({ clock }: FormatContext, rules: RtspClientRules): FormatFault | null {
  const [rate = '', channels] = splitOnce(clock);
  if (!isRate(rate, rules)) return 'clock-rate';
  return channels === undefined || isRate(channels, rules) ? null : 'channels';
}

function speexFault({ clock, parameters }: FormatContext, rules: RtspClientRules): FormatFault | null {
  if (!isRate(clock, rules)) return 'clock-rate';
  return ['on', 'off', undefined].includes(parameters.get('vbr')) ? null : 'parameter';
}

/** Whether a track sends H.264 in packetization mode 0, or names none (RFC 6184 §6.2). */
export function isH264Mode0({ formats, attributes }: SdpMedia): boolean {
  return formats.some((format) => {
    const type = parseGoUint(format, 8);
    if (type === null || !/^h264\/90000$/i.test(ofType(attributes, type, 'rtpmap'))) return false;
    const mode = parseParameters(ofType(attributes, type, 'fmtp')).get('packetization-mode') ?? '0';
    return parseGoUint(mode) === 0;
  });
}

/** Whether a parameter is absent or a number. */
export function isOptionalNumber(text: string | undefined): boolean {
  return text === undefined || parseGoUint(text) !== null;
}

function isRate(text: string, rules: RtspClientRules): boolean {
  const rate = parseGoUint(text);
  return rate !== null && (rate !== 0 || !rules.refusesZeroRates);
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('/');
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function ofType(attributes: readonly SdpAttribute[], type: number, name: string): string {
  for (const attribute of attributes) {
    if (attribute.name !== name) continue;
    const value = attribute.value.trim();
    const blank = value.indexOf(' ');
    if (blank !== -1 && parseGoUint(value.slice(0, blank), 8) === type) return value.slice(blank + 1);
  }
  return '';
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(';').flatMap((part): [string, string][] => {
    const pair = part.replace(/^ +| +$/g, '');
    const at = pair.indexOf('=');
    return at === -1 ? [] : [[pair.slice(0, at).toLowerCase(), pair.slice(at + 1)]];
  });
  return new Map(pairs);
}

// Some cameras write `smart/1/90000` where the payload type belongs (gortsplib, `replaceSmartPayloadType`).
function smartType(format: string, attributes: readonly SdpAttribute[]): string {
  if (!/^smart\/[0-9]\/[0-9]+$/.test(format)) return format;
  const maps = attributes.filter(({ name }) => name === 'rtpmap');
  return maps.map(({ value }) => /^([0-9]+) (.+)\/[0-9]+$/.exec(value)?.[1]).find(Boolean) ?? format;
}

function withoutStartCode(unit: Buffer): Buffer {
  return unit.subarray(0, 4).equals(Buffer.from([0, 0, 0, 1])) ? unit.subarray(4) : unit;
}

// A report contains only known names, not text that the camera sends.
function knownName(codec: string): string | null {
  const names = BY_NAME.flatMap(({ codecs }) => codecs);
  return names.includes(codec) ? codec.toUpperCase() : null;
}
