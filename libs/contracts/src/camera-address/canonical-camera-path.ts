import type { CameraFeed } from '../pits/camera-kind';

/** What Go's `net/url` writes as it was read (`validEncoded`), so that MediaMTX asks for these bytes. */
const KEPT_IN_PATH = /[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]]/;
/** Go leaves a query alone; these are the characters that no request line may hold, or that end a URL. */
const KEPT_IN_QUERY = /[\x21-\x24\x26-\x7e]/;
const NEVER_KEPT = /[#"<>\\]/;
/** What has no meaning in a shell: a camera over HTTP is pulled by a command. */
const KEPT_IN_COMMAND = /[A-Za-z0-9\-._~:/?[\]@&=+,;]/;
/** What MediaMTX would put a viewer's query or a part of the path's name for (`resolveSource`, v1.9.3 to v1.20.1). */
const PLACEHOLDER = /\$(?=G\d|MTX_QUERY)/g;
/** gortsplib's `ParseURL` takes what stands between the first `@` and the next `/` for a host, and encodes its `%` again. */
const PARSED_AS_HOST = /^[^@]*@[^/]*%[^/]*\//;

/**
 * The path and query of a camera in the one form that reaches it unchanged by way of every MediaMTX release, FFmpeg and
 * our own test: all of them then ask for the same bytes. Percent-encodes what would be encoded differently or refused;
 * what is encoded already stays. Idempotent and pure.
 * @param path With its leading slash. Half a surrogate pair becomes U+FFFD.
 * @param hasCredentials Whether user and password stand in the URL before it.
 */
export function canonicalCameraPath(path: string, feed: CameraFeed, hasCredentials: boolean): string {
  const queryAt = path.indexOf('?');
  const [before, after] = queryAt < 0 ? [path, ''] : [path.slice(0, queryAt), path.slice(queryAt)];
  const isKept = (kept: RegExp) => (character: string) =>
    kept.test(character) &&
    !NEVER_KEPT.test(character) &&
    (feed === 'rtsp' || KEPT_IN_COMMAND.test(character));
  const encoded = encode(before, isKept(KEPT_IN_PATH)) + encode(after, isKept(KEPT_IN_QUERY));
  const placed = encoded.replace(PLACEHOLDER, '%24');
  return !hasCredentials && PARSED_AS_HOST.test(placed) ? placed.replaceAll('@', '%40') : placed;
}

function encode(text: string, isKept: (character: string) => boolean): string {
  return text.replace(/%[0-9a-f]{2}|[^]/giu, (part) =>
    part.length === 3 && part.startsWith('%') ? part : isKept(part) ? part : percentEncoded(part),
  );
}

function percentEncoded(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  return encodeURIComponent(/\p{Cs}/u.test(character) ? '\ufffd' : character);
}
