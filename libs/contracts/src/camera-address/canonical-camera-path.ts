import type { CameraFeed } from './camera-feed';

/** Characters that Go's `net/url` leaves unchanged (`validEncoded`), so that MediaMTX requests the same bytes. */
const KEPT_IN_PATH = /[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]]/;
/** Go does not change a query. Excluded are characters that are not valid in a request line or end a URL. */
const KEPT_IN_QUERY = /[\x21-\x24\x26-\x7e]/;
const NEVER_KEPT = /[#"<>\\]/;
/** Characters without meaning in a shell: a camera over HTTP is pulled by a command. */
const KEPT_IN_COMMAND = /[A-Za-z0-9\-._~:/?[\]@&=+,;]/;
/** Variables that MediaMTX replaces by a viewer's query or a part of the path name (`resolveSource`, v1.9.3 to v1.20.1). */
const PLACEHOLDER = /\$(?=G\d|MTX_QUERY)/g;
/** gortsplib's `ParseURL` treats the text between the first `@` and the next `/` as a host, and encodes its `%` again. */
const PARSED_AS_HOST = /^[^@]*@[^/]*%[^/]*\//;

/**
 * Converts the path and query of a camera to the canonical form that every MediaMTX release, FFmpeg and the camera test send
 * unchanged. Percent-encodes characters that they would encode differently or refuse. Existing encodings stay. Idempotent and
 * pure.
 * @param path Path and query with the leading slash. An unpaired surrogate becomes U+FFFD.
 * @param hasCredentials Whether the URL contains user and password.
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
