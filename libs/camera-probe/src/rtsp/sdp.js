// Payload types that need no rtpmap (RFC 3551 §6).
const STATIC_TYPES = {
  26: 'JPEG',
  31: 'H261',
  32: 'MPV',
  33: 'MP2T',
  34: 'H263',
};
/** The first video in a description; null: it has none. */
export function readVideo(sdp) {
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
function readAttributes(lines) {
  return (name) =>
    lines.filter((line) => line.startsWith(`a=${name}:`)).map((line) => line.slice(name.length + 3).trim());
}
function readFormat(value) {
  const pairs = value
    .replace(/^\d+\s*/, '')
    .split(';')
    .map((pair) => /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair));
  return new Map(
    pairs.flatMap((pair) => (pair === null ? [] : [[(pair[1] ?? '').toLowerCase(), pair[2] ?? '']])),
  );
}
function positive(text) {
  const value = Number(text ?? NaN);
  return value > 0 && value < 1_000 ? value : null;
}
