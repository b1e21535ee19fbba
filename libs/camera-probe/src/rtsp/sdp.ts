/** The video that a camera describes (RFC 4566, RFC 2326 §C.1). */
export interface SdpVideo {
  /** As in `rtpmap`, upper case: `H264`, `H265`, `JPEG`. */
  readonly codec: string;
  readonly payloadType: number;
  /** Ticks a second of the RTP time. */
  readonly clockRate: number;
  /** `fmtp` parameters, names in lower case. */
  readonly format: ReadonlyMap<string, string>;
  /** The track's `control`; null: the stream's own URI. */
  readonly control: string | null;
  /** Frames a second that it claims; null: says nothing. */
  readonly frameRate: number | null;
}

// Payload types that need no rtpmap (RFC 3551 §6).
const STATIC_TYPES: Readonly<Record<number, string>> = {
  26: 'JPEG',
  31: 'H261',
  32: 'MPV',
  33: 'MP2T',
  34: 'H263',
};

/** The first video in a description; null: it has none. */
export function readVideo(sdp: string): SdpVideo | null {
  const lines = sdp.split(/\r?\n/);
  const start = lines.findIndex((line) => /^m=video /.test(line));
  if (start === -1) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('m='));
  const attributes = readAttributes(end === -1 ? rest : rest.slice(0, end));
  const payloadType = Number(/^m=video \d+(?:\/\d+)? \S+ (\d{1,3})\b/.exec(lines[start] ?? '')?.[1] ?? NaN);
  if (Number.isNaN(payloadType)) return null;
  const map = new RegExp(`^${payloadType} ([^/\\s]+)/(\\d+)`).exec(
    attributes('rtpmap').find((value) => value.startsWith(`${payloadType} `)) ?? '',
  );
  return {
    codec: (map?.[1] ?? STATIC_TYPES[payloadType] ?? 'unknown').toUpperCase(),
    payloadType,
    clockRate: Number(map?.[2] ?? 90_000) || 90_000,
    format: readFormat(attributes('fmtp').find((value) => value.startsWith(`${payloadType} `)) ?? ''),
    control: attributes('control')[0] ?? null,
    frameRate: positive(attributes('framerate')[0] ?? attributes('x-framerate')[0]),
  };
}

function readAttributes(lines: readonly string[]): (name: string) => string[] {
  return (name) =>
    lines.filter((line) => line.startsWith(`a=${name}:`)).map((line) => line.slice(name.length + 3).trim());
}

function readFormat(value: string): Map<string, string> {
  const pairs = value
    .replace(/^\d+\s*/, '')
    .split(';')
    .map((pair) => /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair));
  return new Map(
    pairs.flatMap((pair) => (pair === null ? [] : [[(pair[1] ?? '').toLowerCase(), pair[2] ?? '']])),
  );
}

function positive(text: string | undefined): number | null {
  const value = Number(text ?? NaN);
  return value > 0 && value < 1_000 ? value : null;
}
