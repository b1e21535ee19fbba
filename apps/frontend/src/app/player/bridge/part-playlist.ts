/** What the index of a stream tells of its video. */
export interface VariantOfIndex {
  /** As `MediaSource.isTypeSupported` takes it: `avc1.42c01e`. */
  readonly codec: string;
  /** The media playlist. */
  readonly url: string;
}

/** What can be loaded of a low-latency playlist now, and what comes next. */
export interface PartsOfPlaylist {
  /** The initialisation segment. */
  readonly init: string;
  /** The parts since the newest one that begins with a key frame, the oldest first. */
  readonly parts: readonly string[];
  /** The part that is being made: its request is answered when it is whole (RFC 8216bis §4.4.5.3). */
  readonly next: string;
}

const VIDEO_CODEC = /CODECS="(?:[^"]*,)?((?:avc1|avc3|hvc1|hev1|av01|vp09)[^",]*)/;

/** Reads `index.m3u8`; null where it has no video that is known. */
export function readIndex(text: string, base: string): VariantOfIndex | null {
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  const codec = VIDEO_CODEC.exec(lines[at] ?? '')?.[1];
  const uri = lines.slice(at + 1).find((line) => line && !line.startsWith('#'));
  return codec && uri ? { codec, url: new URL(uri, base).href } : null;
}

/** Reads a media playlist; null where it has no parts to begin with (another variant of HLS, or nothing yet). */
export function readParts(text: string, base: string): PartsOfPlaylist | null {
  let init: string | null = null;
  let next: string | null = null;
  let parts: string[] | null = null;
  for (const line of text.split('\n')) {
    const uri = uriOf(line, base);
    if (!uri) continue;
    if (line.startsWith('#EXT-X-MAP:')) init = uri;
    else if (line.startsWith('#EXT-X-PRELOAD-HINT:')) next = uri;
    else if (line.startsWith('#EXT-X-PART:')) {
      if (/[:,]INDEPENDENT=YES/.test(line)) parts = [];
      parts?.push(uri);
    }
  }
  return init && next && parts ? { init, parts, next } : null;
}

/**
 * The part after one. MediaMTX numbers them through, across segments (MediaMTX contract §6), so that no playlist needs to
 * be asked for again; null for another kind of name.
 */
export function partAfter(url: string): string | null {
  const numbered = /^([^?]*_part)(\d+)(\.\w+(?:\?.*)?)$/.exec(url);
  return numbered ? `${numbered[1]}${Number(numbered[2]) + 1}${numbered[3]}` : null;
}

function uriOf(line: string, base: string): string | null {
  const uri = /[:,]URI="([^"]+)"/.exec(line)?.[1];
  return uri ? new URL(uri, base).href : null;
}
