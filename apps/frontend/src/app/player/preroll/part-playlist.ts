/** The video variant of a multivariant playlist. */
export interface Variant {
  /** Codec for `MediaSource.isTypeSupported`, for example `avc1.42c01e`. */
  readonly codec: string;
  /** URL of the media playlist. */
  readonly url: string;
}

/** Available parts of a low-latency playlist, and the next one. */
export interface PlaylistParts {
  /** The initialization segment. */
  readonly init: string;
  /** The parts from the newest one that begins with a key frame, oldest first. */
  readonly parts: readonly string[];
  /** The part in progress. The server answers its request when the part is complete (RFC 8216bis §4.4.5.3). */
  readonly next: string;
}

const VIDEO_CODEC = /CODECS="(?:[^"]*,)?((?:avc1|avc3|hvc1|hev1|av01|vp09)[^",]*)/;

/** Parses `index.m3u8`; null without a known video codec. */
export function parseMultivariantPlaylist(text: string, base: string): Variant | null {
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  const codec = VIDEO_CODEC.exec(lines[at] ?? '')?.[1];
  const uri = lines.slice(at + 1).find((line) => line && !line.startsWith('#'));
  return codec && uri ? { codec, url: new URL(uri, base).href } : null;
}

/** Parses a media playlist; null without usable parts (another HLS variant, or an empty stream). */
export function parseMediaPlaylist(text: string, base: string): PlaylistParts | null {
  let mapUrl: string | null = null;
  let next: string | null = null;
  let parts: string[] | null = null;
  for (const line of text.split('\n')) {
    const uri = parseUri(line, base);
    if (!uri) continue;
    if (line.startsWith('#EXT-X-MAP:')) mapUrl = uri;
    else if (line.startsWith('#EXT-X-PRELOAD-HINT:')) next = uri;
    else if (line.startsWith('#EXT-X-PART:')) {
      if (/[:,]INDEPENDENT=YES/.test(line)) parts = [];
      parts?.push(uri);
    }
  }
  return mapUrl && next && parts ? { init: mapUrl, parts, next } : null;
}

/**
 * The URL of the following part. MediaMTX numbers parts continuously across segments (MediaMTX contract §6), so the
 * playlist needs no reload. Null for other naming schemes.
 */
export function nextPartUrl(url: string): string | null {
  const numbered = /^([^?]*_part)(\d+)(\.\w+(?:\?.*)?)$/.exec(url);
  return numbered ? `${numbered[1]}${Number(numbered[2]) + 1}${numbered[3]}` : null;
}

function parseUri(line: string, base: string): string | null {
  const uri = /[:,]URI="([^"]+)"/.exec(line)?.[1];
  return uri ? new URL(uri, base).href : null;
}
