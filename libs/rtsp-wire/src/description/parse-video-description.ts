/** The video track of a session description (RFC 4566, RFC 2326 §C.1). */
export interface SdpVideo {
  /** Encoding name of `rtpmap` in upper case: `H264`, `H265`, `JPEG`. */
  readonly codec: string;
  readonly payloadType: number;
  /** RTP clock rate in Hz. */
  readonly clockRate: number;
  /** `fmtp` parameters by lower-case name. */
  readonly format: ReadonlyMap<string, string>;
  /** `control` of the track; null: the URI of the stream. */
  readonly control: string | null;
  /** Declared frames per second; null: not declared. */
  readonly frameRate: number | null;
}

// Static payload types, which need no rtpmap (RFC 3551 §6).
const STATIC_TYPES: Readonly<Record<number, string>> = {
  26: 'JPEG',
  31: 'H261',
  32: 'MPV',
  33: 'MP2T',
  34: 'H263',
};
const DEFAULT_CLOCK_RATE = 90_000;
const MAX_FRAME_RATE = 1_000;

/** Parses the first video track of a session description. Null: there is no video track. */
export function parseVideoDescription(sdp: string): SdpVideo | null {
  const lines = sdp.split(/\r?\n/);
  const start = lines.findIndex((line) => /^m=video /.test(line));
  if (start === -1) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('m='));
  const attributes = attributesOf(end === -1 ? rest : rest.slice(0, end));
  const payloadType = Number(/^m=video \d+(?:\/\d+)? \S+ (\d{1,3})\b/.exec(lines[start] ?? '')?.[1] ?? NaN);
  if (Number.isNaN(payloadType)) return null;
  const map = new RegExp(`^${payloadType} ([^/\\s]+)/(\\d+)`).exec(
    attributes('rtpmap').find((value) => value.startsWith(`${payloadType} `)) ?? '',
  );
  return {
    codec: (map?.[1] ?? STATIC_TYPES[payloadType] ?? 'unknown').toUpperCase(),
    payloadType,
    clockRate: Number(map?.[2] ?? DEFAULT_CLOCK_RATE) || DEFAULT_CLOCK_RATE,
    format: parseFormat(attributes('fmtp').find((value) => value.startsWith(`${payloadType} `)) ?? ''),
    control: attributes('control')[0] ?? null,
    frameRate: parseFrameRate(attributes('framerate')[0] ?? attributes('x-framerate')[0]),
  };
}

function attributesOf(lines: readonly string[]): (name: string) => string[] {
  return (name) =>
    lines.filter((line) => line.startsWith(`a=${name}:`)).map((line) => line.slice(name.length + 3).trim());
}

function parseFormat(value: string): Map<string, string> {
  const pairs = value
    .replace(/^\d+\s*/, '')
    .split(';')
    .map((pair) => /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair));
  return new Map(
    pairs.flatMap((pair) => (pair === null ? [] : [[(pair[1] ?? '').toLowerCase(), pair[2] ?? '']])),
  );
}

function parseFrameRate(text: string | undefined): number | null {
  const value = Number(text ?? NaN);
  return value > 0 && value < MAX_FRAME_RATE ? value : null;
}
